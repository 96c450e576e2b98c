/** The whole domain in one import; parts are better imported by name (`@shoutian/domain/geo`). */
export * as api from './api/index.ts';
export * as geo from './geo/index.ts';
