// The issuer's key on this machine, made when it is first asked for. Elsewhere an identity provider has it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";

const folder = new URL(".local/", import.meta.url);
const file = new URL("key.json", folder);

/** A private key, with its id. */
export async function localKey(): Promise<JWK> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const key = await exportJWK(privateKey);
  const named = { ...key, alg: "ES256", use: "sig", kid: await calculateJwkThumbprint(key) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(named), { mode: 0o600 });
  return named;
}

/** What everybody may know of it. */
export function publicPart({ d: _, ...rest }: JWK): JWK {
  return rest;
}
