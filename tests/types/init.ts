// What `init` takes, in each entry.
import { init } from "mailveil";
import { init as initInline } from "mailveil/inline";
import file from "mailveil/mailveil.wasm";
import {
  decide,
  init as initSlim,
  MailveilError,
  type MailveilErrorJson,
  type ModuleSource,
  Policy,
} from "mailveil/slim";

declare const bytes: Uint8Array;
declare const url: URL;
declare const response: Response;
const accepts = <Type>(_: Type): void => {};

accepts<Promise<void>>(init());
accepts<Promise<void>>(initInline());
for (const load of [init, initInline, initSlim]) {
  load("/mailveil.wasm");
  load(url);
  load(bytes);
  load(bytes.buffer as ArrayBuffer);
  load(response);
  load(Promise.resolve(response));
  load(file);
  // @ts-expect-error a number
  load(7);
  // @ts-expect-error nothing at all
  load(null);
}
// @ts-expect-error the module has to come from somewhere
initSlim();
accepts<ModuleSource>(file);
accepts<typeof Policy.parse>(Policy.parse);
accepts<"not-initialized" | string>(new MailveilError({ code: "not-initialized", message: "" }).code);
const failure = MailveilError.from(new MailveilError({ code: "freed", message: "" }).toJSON());
accepts<MailveilError>(failure);
accepts<MailveilErrorJson>(structuredClone(failure.toJSON()));
// @ts-expect-error text has to be parsed first
MailveilError.from(JSON.stringify(failure));
// @ts-expect-error every entry has the same questions
decide();
// @ts-expect-error the insides are private
type _Inside = typeof import("mailveil/dist/module/glue.js");
