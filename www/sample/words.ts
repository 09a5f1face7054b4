/** Invented companies. Their domains end in `.example`, which nobody can own. */
export const COMPANIES = [
  "Hollin Museum",
  "Verdance Botany",
  "Castellane Lenses",
  "Ostrava Survey",
  "Peregrine Field Guides",
  "Mossgate School",
  "Tidewater Biology",
  "Alder and Finch",
  "Nordlys Observatory",
  "Quarry Lane Geology",
  "Saffron Diagnostics",
  "Bramble Nature Trust",
  "Kestrel Aerial",
  "Ironbridge Tools",
  "Lumiere du Sud",
  "Halcyon Divers",
  "Marrow Street Clinic",
  "Windrose Expeditions",
  "Glasswright Studio",
  "Petrel Marine",
  "Cobalt Restoration",
  "Thistledown Seeds",
  "Umber Archive",
  "Zephyr Instruments",
  "Foxglove Pharmacy",
];

/** These two are on lists of excluded domains; the third is on the list of single mailboxes. */
export const LAW_FIRM = "hartmoor-law.example";
export const PHYSICIAN = "company-doctor.example";
export const HEADHUNTER = "northstar-talent.example";

export const GIVEN_NAMES = [
  "Agnes",
  "Basil",
  "Carmen",
  "Dmitri",
  "Elif",
  "Farah",
  "Gwen",
  "Hugo",
  "Imani",
  "Jarek",
  "Kirsten",
  "Lionel",
  "Marisol",
  "Nadia",
  "Osman",
  "Paloma",
  "Quentin",
  "Renske",
  "Sanjay",
  "Thora",
  "Ulla",
  "Vera",
  "Wendell",
  "Xenia",
  "Yannick",
  "Zofia",
];

export const FAMILY_NAMES = [
  "Abbott",
  "Bergqvist",
  "Carrow",
  "Dascalu",
  "Ekwueme",
  "Fennimore",
  "Grohl",
  "Hawtrey",
  "Ilves",
  "Jessop",
  "Kowalczyk",
  "Lavelle",
  "Mbeki",
  "Nystrand",
  "Ormond",
  "Pereira",
  "Quimby",
  "Rosenthal",
  "Szentes",
  "Tavares",
  "Udall",
  "Vasquez",
  "Wexford",
  "Yilmaz",
];

export const PRODUCTS = [
  "field microscope",
  "40 mm spotting scope",
  "reading lens",
  "prism set",
  "observatory mount",
  "dive camera port",
  "surveyor's level",
  "slide scanner",
  "polarising filter",
  "ring light",
  "stereo microscope",
  "teaching kit",
];

/** What people write about, by the department of the mailbox; `{product}`, `{company}`, `{number}` and `{month}` are filled in. */
export const SUBJECTS: Record<string, string[]> = {
  sales: [
    "Quotation {number} for the {product}",
    "Your visit to {company} in {month}",
    "Delivery time of the {product}",
    "Price list for {month}",
    "Re: Which {product} for our students?",
    "Order {number} confirmed",
    "Trade fair in {month}: can we meet?",
    "A question about the {product}",
    "Terms for a framework contract with {company}",
    "Re: Discount on order {number}",
    "Demonstration of the {product} at {company}",
  ],
  service: [
    "Repair {number}: {product} received",
    "Spare parts for the {product}",
    "Re: Still out of focus after repair {number}",
    "Calibration of the {product} in {month}",
    "Warranty for the {product}?",
    "Training day at {company} in {month}",
    "Handouts for the course in {month}",
    "Ready for collection: repair {number}",
  ],
  finance: [
    "Invoice {number}",
    "Reminder: invoice {number}",
    "Re: Credit note for order {number}",
    "New bank details of {company}",
    "Statement of account, {month}",
    "Purchase order {number}",
    "Raw glass: delivery in {month}",
    "Advance payment for the {product}",
  ],
  company: [
    "Minutes of the meeting in {month}",
    "Confidential: the offer of {company}",
    "Draft contract with {company}",
    "Plans for {month}",
    "Re: Lunch with {company}?",
    "Application for the post of optician",
    "Renewal of the lease in {month}",
    "References for {company}",
  ],
};

/** Subjects of letters that nobody else should read. */
export const DELICATE_SUBJECTS = [
  "Privileged: settlement with {company}",
  "Appointment on short notice",
  "In confidence: an opening for you",
  "Results, for you only",
];

export const MONTHS = ["January", "March", "April", "May", "June", "September", "October", "November"];

/** What mail programs put where an address belongs. */
export const UNREADABLE_PARTICIPANTS = ["undisclosed-recipients:;", "Front desk", "Bookings <bookings>"];
