// The host's own "domain to ASCII" (URL Standard), so that the module need not carry Unicode's tables.
// A last label is added, because a host that ends in a number would be read as an IPv4 address.
export function domainToAscii(domain) {
  try {
    return new URL(`http://${domain}.x`).hostname.slice(0, -2);
  } catch {
    return undefined;
  }
}
