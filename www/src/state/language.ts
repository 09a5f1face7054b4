import { signal } from "@preact/signals";
import type { Messages } from "mailveil/messages";
import en from "mailveil/messages/en";
import ru from "mailveil/messages/ru";
import sv from "mailveil/messages/sv";
import zh from "mailveil/messages/zh";
import type { Mends } from "../texts/mends/mends.ts";
import enMends from "../texts/mends/en.ts";
import ruMends from "../texts/mends/ru.ts";
import svMends from "../texts/mends/sv.ts";
import zhMends from "../texts/mends/zh.ts";

export interface Language {
  readonly name: string;
  readonly messages: Messages;
  readonly mends: Mends;
}

/** The languages in which decisions are explained. The console itself speaks English. */
export const LANGUAGES = {
  en: { name: "English", messages: en, mends: enMends },
  zh: { name: "中文", messages: zh, mends: zhMends },
  ru: { name: "Русский", messages: ru, mends: ruMends },
  sv: { name: "Svenska", messages: sv, mends: svMends },
} as const satisfies Readonly<Record<string, Language>>;

export type LanguageCode = keyof typeof LANGUAGES;

export const language = signal<LanguageCode>("en");
