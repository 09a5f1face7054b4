// Swedish.
import type { Messages } from "./messages.js";

/** The sentences in Swedish. */
const sv: Messages = {
  lang: "sv",
  reasons: {
    administrator: "Den här användaren är administratör, och administratörer får göra detta.",
    "already-locked": "Postlådan är redan låst.",
    "backup-available": "Postlådans ägare har inaktiverats, men en slutförd säkerhetskopia innehåller den här tråden.",
    "backup-exists":
      "Det finns redan en slutförd säkerhetskopia av postlådan; bara den senaste e-posten kan läggas till.",
    "backup-in-progress": "Postlådan säkerhetskopieras just nu; vänta tills säkerhetskopian är klar.",
    "configure-right": "Den här användaren har fått behörighet att konfigurera den delade postlådan.",
    "controlled-by-administrator": "En administratör bestämmer hur postlådan delas, så ägaren kan inte ändra det.",
    "everything-already-shared":
      "Postlådan delar redan e-posten för alla leads och kontakter, så enskilda CRM-poster behöver inte markeras.",
    "excluded-domain":
      "En deltagare i tråden har en adress i domänen {domain}, och e-post med den domänen är undantagen från delning, antingen i hela organisationen eller i den här postlådan.",
    "foreign-domain":
      "Postlådans adress hör inte till någon av organisationens egna domäner, och bara postlådor som gör det kan säkerhetskopieras.",
    "in-audience":
      "Postlådan delas med den här användaren, som har åtkomst till en CRM-post som tråden är kopplad till.",
    "is-shared-mailbox": "Det här är en delad postlåda, och åtgärden är bara möjlig för personliga postlådor.",
    "level-too-low":
      "Den här användaren ser bara en del av tråden, och måste kunna se hela för att svara eller vidarebefordra.",
    "mailbox-locked": "Postlådan är låst, så dess inställningar kan inte ändras förrän en administratör låser upp den.",
    "mailbox-owner": "Den här användaren äger postlådan.",
    "mailbox-private":
      "Postlådan är privat: bara ägaren ser dess e-post, och den kan varken låsas eller säkerhetskopieras.",
    "mode-without-backup":
      "Postlådor som delas på det här sättet säkerhetskopieras inte; deras e-post förblir synlig även utan säkerhetskopia.",
    "mode-without-exclusions":
      "Postlådan har ingen egen lista över undantagna domäner; det har bara postlådor som delar e-posten för alla leads och kontakter.",
    "mode-without-record-sharing":
      "E-post kan delas per CRM-post bara från postlådor som är inställda för det, och det är inte den här.",
    "mode-without-thread-sharing":
      "Med postlådans nuvarande delningsinställningar kan enskilda trådar varken delas eller göras privata.",
    "no-configure-right": [
      "Den här användaren hade behörighet att konfigurera den delade postlådan till {until}.",
      "Den här användaren får behörighet att konfigurera den delade postlådan {from}.",
      "Den här användaren har inte behörighet att konfigurera den delade postlådan.",
    ],
    "no-earlier-backup":
      "Det finns ännu ingen slutförd säkerhetskopia som den senaste e-posten kan läggas till i; skapa först en säkerhetskopia.",
    "no-live-support-access": "Ingen supportåtkomst är aktiv just nu, så det finns inget att ändra eller avsluta.",
    "no-read-right": [
      "Den här användaren hade behörighet att läsa den delade postlådan till {until}.",
      "Den här användaren får behörighet att läsa den delade postlådan {from}.",
      "Den här användaren har inte behörighet att läsa den delade postlådan.",
    ],
    "no-send-right": [
      "Den här användaren hade behörighet att skicka från den delade postlådan till {until}; det krävs för att se dess e-post på e-postfliken och för att skriva från den.",
      "Den här användaren får behörighet att skicka från den delade postlådan {from}; det krävs för att se dess e-post på e-postfliken och för att skriva från den.",
      "Den här användaren har inte behörighet att skicka från den delade postlådan; det krävs för att se dess e-post på e-postfliken och för att skriva från den.",
    ],
    "no-shared-record": [
      "Postlådans ägare har inte markerat e-posten för CRM-posten ”{record}” för delning.",
      "Tråden är inte kopplad till något lead eller någon kontakt vars e-post ägaren har markerat för delning.",
    ],
    "not-a-participant":
      "Ingen av den här användarens egna adresser och inget av användarens egna namn deltar i tråden, och förutom postlådans ägare får bara deltagare svara eller vidarebefordra.",
    "not-a-shared-mailbox": "Åtgärden är bara möjlig för delade postlådor, och det här är ingen sådan.",
    "not-administrator": "Bara administratörer får göra detta, och den här användaren är inte administratör.",
    "not-in-audience": [
      "Postlådan delades med den här användaren till {until}.",
      "Postlådan delas med den här användaren från {from}.",
      "Postlådan delas inte med den här användaren.",
    ],
    "not-locked": "Postlådan är inte låst, så det finns inget att låsa upp.",
    "not-mailbox-owner": "Detta är en sak för postlådans ägare, och den här användaren är inte ägaren.",
    "not-reactivated-since-backup":
      "Postlådans ägare har inte återaktiverats sedan den senaste säkerhetskopian, så det finns ingen nyare e-post att säkerhetskopiera.",
    "own-mailbox":
      "Så länge det finns andra administratörer får ingen administratör låsa eller låsa upp sin egen postlåda; be en annan administratör göra det.",
    "owner-deactivated-without-backup":
      "Postlådans ägare har inaktiverats, och ingen slutförd säkerhetskopia innehåller hela tråden.",
    "owner-not-deactivated":
      "Bara inaktiverade användares postlådor kan säkerhetskopieras, och den här postlådans ägare har inte inaktiverats.",
    participant: "En av den här användarens egna adresser eller ett av användarens egna namn deltar i tråden.",
    "read-right":
      "Den här användaren har fått behörighet att läsa den delade postlådan och har åtkomst till en CRM-post som tråden är kopplad till.",
    "record-access-missing":
      "För att se eller dela e-posten för en CRM-post krävs åtkomst till den; den här användaren saknar åtkomst till ”{record}”.",
    "record-not-linked": "Tråden är inte kopplad till CRM-posten ”{record}”.",
    "record-type-not-eligible":
      "Med sina nuvarande delningsinställningar delar postlådan inte e-post via CRM-poster av samma typ som ”{record}”.",
    "send-right": "Den här användaren har fått behörighet att skicka från den delade postlådan.",
    "settings-not-saved-since-reactivation":
      "Postlådans inställningar har inte sparats sedan ägaren återaktiverades; de måste sparas en gång innan den senaste e-posten kan säkerhetskopieras.",
    "shared-thread":
      "Tråden är delad, och den här användaren har den åtkomst som krävs till de CRM-poster som den är kopplad till.",
    "sole-administrator":
      "Den här användaren är den enda aktiva administratören och får därför låsa och låsa upp sin egen postlåda.",
    "support-access-not-live": "Den här supportteknikern har ingen aktiv supportåtkomst just nu.",
    "support-access-too-short":
      "Supportåtkomst varar minst 24 timmar från starten och slutar i framtiden; det valda slutet är för tidigt.",
    "support-operation": "Supporttekniker med aktiv åtkomst får göra detta: {operation}.",
    "support-restricted": [
      "Supporttekniker får inte göra detta: {operation} (nummer {restriction} på listan över supportens begränsningar).",
      "Supporttekniker får inte göra detta (nummer {restriction} på listan över supportens begränsningar).",
    ],
    "support-slot-taken":
      "En annan supportåtkomst är aktiv under den tiden, och bara en supporttekniker kan ha åtkomst åt gången.",
    "surface-not-allowed":
      "Andra användare ser postlådans e-post på de CRM-poster som den är kopplad till, inte på e-postfliken.",
    "system-operation-missing":
      "Den här användaren saknar en systembehörighet som krävs för att dela en postlåda: {operation}.",
    "thread-archived":
      "Ägaren har arkiverat tråden, så den finns inte längre i inkorgen; den syns fortfarande på de CRM-poster som den är kopplad till.",
    "thread-deleted": "Tråden har raderats för alla, även för postlådans ägare.",
    "thread-not-linked": "Tråden är inte kopplad till någon CRM-post där den kan visas.",
    "thread-private": "Tråden är inte delad: ägaren har gjort den privat eller har inte delat den.",
    "unreadable-participant":
      "En deltagares adress går inte att tolka, eller så är inga deltagare kända, så tråden kan höra till en domän som är undantagen från delning.",
    "viewer-not-active":
      "Den här användaren är inte aktiv: användaren har inaktiverats eller har ännu inte bekräftats.",
  },
  problems: {
    "duplicate-grantee":
      "Samma användare eller roll har fått behörighet till den delade postlådan två gånger; slå ihop de båda till en.",
    "duplicate-id": "En annan rad i samma lista har redan detta id; varje id får användas bara en gång.",
    "duplicate-key": "Fältet förekommer två gånger på samma ställe; ta bort det som är fel.",
    "empty-audience":
      "Postlådan ska delas, men inte med någon; ange användare eller roller, eller gör postlådan privat.",
    "empty-period":
      "Perioden slutar innan den börjar, eller i samma ögonblick; rätta början eller slutet, eller ta bort ett av dem.",
    "invalid-address":
      "Detta är ingen giltig e-postadress, eller ett alias utan text; skriv adressen som name@example.com, utan visningsnamn.",
    "invalid-domain": "Detta är ingen giltig domän; skriv den som example.com.",
    "invalid-id": "Detta id är tomt eller innehåller ett skadat tecken; rätta det där det kommer ifrån.",
    "invalid-time":
      "Detta är ingen giltig tidpunkt med datum och tidszon; skriv den som 2026-11-21T09:30:00Z eller 2026-11-21T09:30:00+08:00.",
    "json-syntax": "Härifrån går uppgifterna inte att läsa, eftersom de inte är giltig JSON i UTF-8.",
    "limit-exceeded":
      "En gräns har överskridits: uppgifter kan vara nästlade i högst 64 nivåer, en lista ha högst 16 777 216 rader, ett id eller en adress högst 256 byte och en deltagare eller ett alias högst 1 024 byte.",
    "missing-field": "Ett obligatoriskt fält saknas här; lägg till det.",
    "owner-as-grantee":
      "Den delade postlådans ägare står bland dem som har fått behörighet; ta bort raden, eftersom ägaren redan har alla behörigheter.",
    "role-cycle": "Rollen ligger under sig själv i rollhierarkin; rätta rollen ovanför den.",
    "support-access-overlap":
      "Supportåtkomsten överlappar en annan, men bara en supporttekniker kan ha åtkomst åt gången; avsluta eller återkalla den tidigare.",
    "support-access-too-short": "Supportåtkomsten varar kortare tid än 24 timmar; välj ett senare slut.",
    "support-agent-misused":
      "En supporttekniker står där bara en vanlig användare kan stå, eller tvärtom; supporttekniker har inga roller och ingen profil, äger ingenting och anges bara där de får supportåtkomst.",
    "too-many-excluded-domains":
      "En postlåda kan undanta högst 5 domäner från delning; undanta fler för hela organisationen.",
    "unknown-field": "Det finns inget fält med detta namn här; rätta namnet eller ta bort fältet.",
    "unknown-reference":
      "Detta hänvisar till något som inte finns bland uppgifterna; lägg till det som avses eller rätta id:t.",
    "unknown-value": "Värdet är inget av dem som är möjliga här; välj ett annat.",
    "unsupported-version": "Uppgifter i den här versionen av formatet går inte att läsa; version 1 krävs.",
    "wrong-type":
      "Här hör ett värde av annat slag hemma, till exempel en text i stället för ett tal; utelämna fältet om det inte finns något att ange.",
  },
  findings: {
    "address-of-two":
      "En annan användare har också den här adressen eller det här namnet, så att var och en räknas som deltagare i den andras e-post.",
    "audience-reaches-nobody": "Utöver ägaren finns ingen aktiv användare bland dem som postlådan delas med just nu.",
    "backup-behind": [
      "Den inaktiverade ägaren har e-post som är senare än den senaste slutförda säkerhetskopian, så andra ser den inte (antal trådar: {count}).",
      "Den inaktiverade ägaren har e-post som är senare än den senaste färdiga säkerhetskopian, så andra ser den inte.",
    ],
    "choice-without-effect": [
      "Trådar i postlådan har delats var för sig, vilket saknar verkan med postlådans nuvarande delning (antal trådar: {count}).",
      "Trådar i postlådan har delats var för sig, vilket saknar verkan med postlådans nuvarande delning.",
    ],
    "domain-covered": "En annan rad i listorna undantar redan den här domänen, så den här gör ingenting.",
    "domain-one-label":
      "Den undantagna domänen består av en enda del, så alla domäner som slutar på den är undantagna.",
    "domain-unmatched": "Ingen e-post som den undantagna domänen gäller har någon deltagare där.",
    "everyone-sees-all":
      "Alla i organisationen ser all e-post för leads och kontakter i postlådan, i sin helhet; kontrollera att det är avsikten.",
    "grant-reaches-nobody":
      "Den här tilldelningen ger just nu behörigheter till en delad postlåda, men inte till någon som är aktiv.",
    "leaver-without-backup":
      "Postlådans ägare har inaktiverats och det finns ingen slutförd säkerhetskopia, så andra ser inte längre dess e-post.",
    "member-ended": "Tiden för den här tilldelningen har gått ut, så den har ingen verkan längre.",
    "member-inactive": "Den här tilldelningen gäller en användare som har inaktiverats.",
    "no-administrator": "Det finns ingen aktiv administratör.",
    "nobody-configures":
      "Ägaren till den delade postlådan är inte aktiv, och ingen aktiv användare har behörighet att konfigurera den.",
    "participants-unreadable": [
      "Trådar i postlådan är dolda för andra, eftersom domäner är undantagna och det inte går att utläsa vilka som deltar (antal trådar: {count}).",
      "Trådar i postlådan är dolda för andra, eftersom domäner är undantagna och det inte går att utläsa vilka som deltar.",
    ],
    "record-unreachable":
      "E-post är kopplad till CRM-posten, men utöver administratörer har ingen aktiv användare åtkomst till den.",
    "send-without-read":
      "Den här tilldelningen ger behörighet att skicka men inte att läsa, så e-posten syns på e-postfliken och inte på CRM-poster.",
    "shared-but-unseen": [
      "Trådar i postlådan har delats, men de är inte kopplade till något som kan visa dem för andra (antal trådar: {count}).",
      "Trådar i postlådan har delats, men de är inte kopplade till något som kan visa dem för andra.",
    ],
    "sole-administrator": "Den här användaren är den enda aktiva administratören.",
    "support-access-live": "Supportåtkomst är aktiv just nu.",
    "support-access-long": "Den här supportåtkomsten varar längre än 30 dagar.",
    "tick-not-eligible":
      "CRM-postens e-post har markerats för delning, men CRM-posten är varken ett lead eller en kontakt, så inget delas.",
  },
  errors: {
    "duplicate-key":
      "Svaret gick inte att filtrera, eftersom ett fält på vägen till listan med trådar förekommer två gånger.",
    freed:
      "Programmet har redan frigjort uppgifterna, så det går inte längre att fråga om dem; de måste läsas in igen.",
    "instance-lost":
      "mailveil har råkat ut för ett internt fel och kunde inte svara; starta om programmet och rapportera felet om det fortsätter.",
    "invalid-field": "Filtret är felaktigt inställt: en av dess inställningar är meningslös här.",
    "invalid-pointer":
      "Filtret är felaktigt inställt: en beskrivning av var något finns i svaret (en JSON Pointer) är ogiltig.",
    "invalid-records": [
      "Ändringarna av CRM-poster avvisades och inget har ändrats, eftersom de innehåller fel som först måste rättas (antal fel: {total}).",
      "Ändringarna av CRM-poster avvisades och inget har ändrats, eftersom de innehåller fel som först måste rättas.",
    ],
    "invalid-snapshot": [
      "Uppgifterna avvisades och inget har avgjorts, eftersom de innehåller fel som först måste rättas (antal fel: {total}).",
      "Uppgifterna avvisades och inget har avgjorts, eftersom de innehåller fel som först måste rättas.",
    ],
    "invalid-threads": [
      "Ändringarna av trådar avvisades och inget har ändrats, eftersom de innehåller fel som först måste rättas (antal fel: {total}).",
      "Ändringarna av trådar avvisades och inget har ändrats, eftersom de innehåller fel som först måste rättas.",
    ],
    "invalid-time": "En tidpunkt som angavs är ogiltig; skriv den med datum och tidszon, som 2026-11-21T09:30:00Z.",
    "json-syntax": "Svaret gick inte att filtrera, eftersom det inte är giltig JSON i UTF-8.",
    "missing-field": "Något som behövs för ett svar saknas.",
    "no-webassembly":
      "Webbläsaren eller enheten kan inte köra mailveil, eftersom en del som behövs saknas eller är avstängd; använd en nyare, eller stäng av låst läge för webbplatsen.",
    "not-a-support-agent": "Detta kan bara frågas om supporttekniker, och den här användaren är ingen sådan.",
    "not-an-array": "Svaret gick inte att filtrera, eftersom det inte finns någon lista med trådar där den väntades.",
    "not-an-object": "Svaret gick inte att filtrera, eftersom det inte finns någon enskild tråd där en väntades.",
    "not-initialized": "mailveil har inte startats ännu, eller gick inte att läsa in.",
    "unknown-action": "Frågan gäller en åtgärd som inte finns.",
    "unknown-field": "Något angavs som inte hör hemma där.",
    "unknown-mailbox": "Postlådan som angavs finns inte bland uppgifterna: den kan vara ny, eller så är dess id fel.",
    "unknown-operation": "Frågan gäller en åtgärd för supporttekniker som inte finns.",
    "unknown-record": "CRM-posten som angavs finns inte bland uppgifterna: den kan vara ny, eller så är dess id fel.",
    "unknown-thread": "Tråden som angavs finns inte bland uppgifterna: den kan vara ny, eller så är dess id fel.",
    "unknown-value": "Ett värde angavs som inte är möjligt där.",
    "unknown-viewer":
      "Användaren som angavs finns inte bland uppgifterna: användaren kan vara ny, eller så är id:t fel.",
    "wrong-type": "Ett värde av fel slag angavs.",
  },
  operations: {
    "access-channels-tab": "öppna fliken Kanaler",
    "access-company-settings": "öppna företagsinställningarna",
    "access-marketplace": "öppna marknadsplatsen",
    "access-sheet-and-print-views": "öppna kalkylbladsvyn och utskriftsvyn",
    "access-social": "öppna fliken för sociala medier",
    "access-survey": "öppna enkäter",
    "access-voice-of-customer": "öppna ”Voice of the Customer”",
    "back-up-data": "säkerhetskopiera data",
    "be-assigned-by-rule": "tilldelas CRM-poster genom regler",
    "change-administrator-permissions": "ändra administratörers behörigheter",
    "change-mail-permissions": "ändra e-postbehörigheter",
    "configure-integrations": "konfigurera integrationer",
    "connect-shared-mailbox": "ansluta en delad postlåda",
    "copy-customization": "kopiera anpassningar",
    "create-connector": "skapa anslutningar",
    "create-online-meeting": "skapa onlinemöten",
    "create-record": "skapa CRM-poster",
    "delete-record": "ta bort CRM-poster",
    "edit-connector": "redigera anslutningar",
    "edit-record": "redigera CRM-poster",
    "edit-user-details": "redigera användaruppgifter",
    "export-audit-log": "exportera granskningsloggen",
    "export-data": "exportera data",
    "export-reports": "exportera rapporter",
    "generate-zsc-key": "skapa en ZSC-nyckel",
    "manage-subscription": "hantera prenumerationen",
    "manage-support-access": "hantera supportåtkomst",
    "manage-tab-groups": "hantera flikgrupper",
    "manage-trusted-domains": "hantera betrodda domäner",
    "select-dates-beyond-5-years": "välja datum bortom 5 år",
    "send-mail": "skicka e-post",
    "synchronize-shared-mailbox": "synkronisera en delad postlåda",
    "use-client-script": "använda klientskript",
    "use-data-enrichment": "använda databerikning",
    "use-developer-zia-voice": "använda Zia Voice för utvecklare",
    "use-flow-workflow-actions": "använda Flow-åtgärder i arbetsflöden",
    "use-mail-merge": "använda dokumentkoppling",
    "use-zia-chatbot": "använda Zias chattbot",
    "use-zia-conversational-ai": "använda Zias konversations-AI",
    "use-zia-vision": "använda Zia Vision",
    "use-zia-voice": "använda Zia Voice",
    "view-connector": "visa anslutningar",
    "view-record": "visa CRM-poster",
  },
  places: {
    path: "{sentence} Plats: {path}",
    offset: "{sentence} Plats: position {offset} (i byte)",
  },
  unknown: {
    reason: "Beslutet vilar på ett villkor som det inte finns ord för i den här versionen.",
    problem: "Något är fel med uppgifterna som det inte finns ord för i den här versionen.",
    finding: "Något har uppmärksammats i uppgifterna som det inte finns ord för i den här versionen.",
    error: "Något misslyckades som det inte finns ord för i den här versionen; inget har avgjorts.",
  },
};

export default sv;
