/** Text files in which surveyors and land offices hand parcels to each other. */
export * from './columns.ts';
export * from './read-txt.ts';
export * from './write-outlines.ts';
export * from './write-txt.ts';
