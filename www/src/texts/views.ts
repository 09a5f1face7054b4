import type { View } from "../state/route.ts";

export const VIEW_NAMES: Readonly<Record<View, string>> = {
  viewer: "As viewer",
  why: "Why",
  matrix: "Who sees what",
  "what-if": "What if",
  administration: "Administration",
  health: "Health",
  vendors: "Vendors",
  tour: "Tour",
};

/** What each view answers, as a question. */
export const VIEW_QUESTIONS: Readonly<Record<View, string>> = {
  viewer: "What does this user have in front of them?",
  "what-if": "What would a setting expose, before it is saved?",
  administration: "What may be done with mailboxes and support access?",
  health: "What is wrong with this organisation’s settings?",
  tour: "Where do the rules show in the sample?",
  vendors: "How does a CRM’s own export become a snapshot?",
  matrix: "Which mail does everybody see, and where is too much seen?",
  why: "Why may they, or why not, and who else may?",
};
