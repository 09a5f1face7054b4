import type { Mends } from "./mends.ts";

const sv: Mends = {
  title: "Vad som skulle behöva ändras",
  sentences: {
    "already-locked": "Ingenting: postlådan är redan låst.",
    "backup-exists":
      "Ingenting, eller så kommer ägaren tillbaka och sparar inställningarna; då kan den senaste e-posten säkerhetskopieras.",
    "backup-in-progress": "Säkerhetskopian måste först bli klar.",
    "controlled-by-administrator": "En administratör gör ändringen, eller lämnar tillbaka valet till ägaren.",
    "everything-already-shared": "Postlådan ställs om till delning per CRM-post, där enskilda CRM-poster markeras.",
    "excluded-domain": "Domänen tas bort från den lista över undantagna domäner där den står.",
    "foreign-domain": "Adressens domän blir en av organisationens egna domäner.",
    "is-shared-mailbox": "Åtgärden utförs med en personlig postlåda.",
    "level-too-low": "En medlem av målgruppen som omfattar användaren får nivån ”full”.",
    "mailbox-locked": "En administratör låser upp postlådan.",
    "mailbox-private": "Ägaren, eller en administratör där administratörer bestämmer, väljer ett annat sätt att dela.",
    "mode-without-backup": "Postlådan skulle behöva ställas om till delning per CRM-post eller fullständig delning.",
    "mode-without-exclusions": "Postlådan ställs om till fullständig delning.",
    "mode-without-record-sharing": "Postlådan ställs om till delning per CRM-post.",
    "mode-without-thread-sharing":
      "Postlådan ställs om till delning per tråd, delning per CRM-post eller fullständig delning.",
    "no-configure-right": "Användaren får vid den här tidpunkten rätten att konfigurera den delade postlådan.",
    "no-earlier-backup": "En första säkerhetskopia görs och blir klar.",
    "no-live-support-access": "Supportåtkomst beviljas först.",
    "no-read-right":
      "Användaren, eller en av dennes roller, får vid den här tidpunkten rätten att läsa den delade postlådan.",
    "no-send-right":
      "Användaren, eller en av dennes roller, får vid den här tidpunkten rätten att skicka från den delade postlådan.",
    "no-shared-record": "Ägaren markerar en lead eller kontakt som tråden är kopplad till.",
    "not-a-participant": "Ett av användarens egna namn deltar i tråden; ägaren kan vidarebefordra den.",
    "not-a-shared-mailbox": "Postlådan görs till en delad postlåda.",
    "not-administrator": "Användaren blir administratör, eller så utför en administratör åtgärden.",
    "not-in-audience": "Postlådans målgrupp omfattar vid den här tidpunkten användaren eller en av dennes roller.",
    "not-locked": "Ingenting: postlådan är inte låst.",
    "not-mailbox-owner": "Postlådans ägare utför åtgärden.",
    "not-reactivated-since-backup": "Ägaren aktiveras igen, sparar inställningarna och slutar igen.",
    "own-mailbox": "En annan administratör utför åtgärden.",
    "owner-deactivated-without-backup":
      "En säkerhetskopia som togs efter trådens senaste meddelande blir klar, eller så aktiveras ägaren igen.",
    "owner-not-deactivated": "Ägaren inaktiveras.",
    "record-access-missing": "Användaren får åtkomst till CRM-posten.",
    "record-not-linked": "Tråden kopplas till den här CRM-posten.",
    "record-type-not-eligible": "E-posten söks på en CRM-post av en typ som delas på det här sättet.",
    "settings-not-saved-since-reactivation": "Ägaren sparar postlådans inställningar en gång till.",
    "support-access-not-live": "En administratör beviljar supportåtkomst för den här tidpunkten.",
    "support-access-too-short": "Ett senare slut väljs.",
    "support-restricted": "Ingenting: inga supportagenter får göra detta. En medlem av organisationen kan.",
    "support-slot-taken": "Den andra supportåtkomsten tar slut eller återkallas först.",
    "surface-not-allowed": "Andra hittar den här e-posten på de CRM-poster som den är kopplad till.",
    "system-operation-missing": "Användaren får den systembehörighet som saknas.",
    "thread-archived": "Ägaren tar tråden ur arkivet.",
    "thread-deleted": "Ingenting: det som har tagits bort är borta för alla.",
    "thread-not-linked": "Tråden kopplas till en CRM-post av en typ som delas på det här sättet.",
    "thread-private": "Ägaren delar tråden.",
    "unreadable-participant": "Deltagarna rättas där e-posten kommer ifrån, eller så undantas inga domäner.",
    "viewer-not-active": "Användaren bekräftas eller aktiveras igen.",
  },
};

export default sv;
