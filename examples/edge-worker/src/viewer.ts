// Who asks: the subject of a token that the issuer has signed for this service, and that has not expired.
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from "jose";
import type { Env } from "./env.ts";

/** `undefined` for whoever has no such token. What is wrong with ours, such as a key set that cannot be read, is thrown. */
export async function viewerOf(request: Request, env: Env): Promise<string | undefined> {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (token === undefined) return undefined;
  const keys = createLocalJWKSet(JSON.parse((await env.STORE.get("keys")) ?? "null") as JSONWebKeySet);
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: env.ISSUER,
      audience: env.AUDIENCE,
      algorithms: ["ES256"],
      requiredClaims: ["sub", "exp"],
    });
    return payload.sub;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
