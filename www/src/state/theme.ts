import { computed, effect, signal } from "@preact/signals";

/** `system` follows the machine's setting. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "mailveil-theme";

function kept(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return THEMES.find((known) => known === theme) ?? "system";
  } catch {
    return "system"; // some browsers refuse to keep anything
  }
}

export const theme = signal<Theme>(kept());

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
  try {
    localStorage.setItem(KEY, theme.value);
  } catch {
    // It lasts as long as the page, then.
  }
});

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const system = signal<"light" | "dark">(systemIsDark.matches ? "dark" : "light");

systemIsDark.addEventListener("change", ({ matches }) => {
  system.value = matches ? "dark" : "light";
});

/** The theme that is seen: what is drawn by script has to be drawn anew when it changes. */
export const drawnTheme = computed(() => (theme.value === "system" ? system.value : theme.value));
