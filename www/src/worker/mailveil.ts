/** The one place that says which entry of the package the console runs on. */
export { diagnose, init, MailveilError, Policy, supportRestrictions } from "mailveil/full";
