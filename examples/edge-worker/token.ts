// Prints a token: `npm run --silent token -- bob`. It is good for an hour.
import { importJWK, SignJWT } from "jose";
import { localKey } from "./key.ts";

const [user] = process.argv.slice(2);
if (user === undefined) throw new Error("for whom? give the id of a user, such as `bob`");
const key = await localKey();
const token = await new SignJWT({})
  .setProtectedHeader({ alg: "ES256", kid: key.kid ?? "" })
  .setSubject(user)
  .setIssuer("https://login.crm.example")
  .setAudience("https://mail.crm.example")
  .setExpirationTime("1h")
  .sign(await importJWK(key));
console.log(token);
