import { LANGUAGES, language, type LanguageCode } from "../state/language.ts";
import { Segments } from "./segments.tsx";

const CHOICES = Object.entries(LANGUAGES).map(([code, { name }]) => [code as LanguageCode, name] as const);

/** The language of what the module says. The console itself speaks English. */
export function Languages() {
  return (
    <Segments<LanguageCode>
      label="Explained in"
      value={language.value}
      choices={CHOICES}
      onChoose={(code) => {
        language.value = code;
      }}
    />
  );
}
