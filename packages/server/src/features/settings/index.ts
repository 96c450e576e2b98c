export { countyRules, rulesFor } from './rules.ts';
