// Which way imports may point. tools/checks/structure.test.ts plants one forbidden import per rule and wants every rule to fire.
const S = '^packages/server/src/';
const TEST = '\\.test\\.tsx?$|/testing(\\.ts|/)';
const TYPES_ONLY = '^(geojson|node)$'; // packages of types alone: nothing to resolve at run time
const part = (name) => `/${name}(/|\\.ts$)`; // dispatch/commands.ts or dispatch/commands/send.ts

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      comment: 'runs on server, office and phone alike: no node:, no DOM package, only zod and big.js',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: TEST },
      to: { pathNot: '^packages/domain/|(^|/)node_modules/(zod|big\\.js|@types/big\\.js)/' },
    },
    {
      name: 'domain-knows-nobody',
      severity: 'error',
      from: { path: '^packages/domain/' },
      to: { path: '^packages/(?!domain/)' },
    },
    {
      name: 'map-sees-domain-only',
      severity: 'error',
      from: { path: '^packages/map/' },
      to: { path: '^packages/(?!map/|domain/)' },
    },
    {
      name: 'apps-are-islands',
      comment: 'server, console and field meet only in domain (and map)',
      severity: 'error',
      from: { path: '^packages/(server|console|field|portal)/' },
      to: { path: '^packages/(server|console|field|portal|e2e)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'server-draws-no-map',
      severity: 'error',
      from: { path: '^packages/server/' },
      to: { path: '^packages/map/' },
    },
    {
      name: 'e2e-is-black-box',
      severity: 'error',
      from: { path: '^packages/e2e/' },
      to: { path: '^packages/(?!e2e/)' },
    },
    {
      name: 'product-needs-no-tools',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(tools|bench|db)/' },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: `${S}platform/` },
      to: { path: `${S}(features|entry)/` },
    },
    {
      name: 'features-meet-at-the-index',
      severity: 'error',
      from: { path: `${S}features/([^/]+)/` },
      to: { path: `${S}features/[^/]+/`, pathNot: `${S}features/($1/|[^/]+/(index|testing)\\.ts$)` },
    },
    {
      name: 'entry-is-the-top',
      severity: 'error',
      from: { pathNot: `${S}entry/|^(tools|bench)/|${TEST}` },
      to: { path: `${S}entry/` },
    },
    {
      name: 'entry-uses-the-index',
      severity: 'error',
      from: { path: `${S}entry/` },
      to: { path: `${S}features/`, pathNot: `${S}features/(index|[^/]+/index)\\.ts$` },
    },
    {
      name: 'only-queries-touch-the-db',
      comment: 'a transaction is handed in by the framework; naming its type is no way round it',
      severity: 'error',
      from: { path: `${S}features/`, pathNot: `${part('queries')}|${TEST}` },
      to: { path: `${S}platform/(db|engine)/|(^|/)node_modules/(kysely|pg)/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'queries-are-the-bottom',
      severity: 'error',
      from: { path: `${S}features/[^/]+${part('queries')}` },
      to: { path: `${S}features/[^/]+${part('(commands|routes|jobs)')}` },
    },
    {
      name: 'commands-know-no-http',
      severity: 'error',
      from: { path: `${S}features/[^/]+${part('(commands|queries)')}` },
      to: { path: `${S}features/[^/]+${part('routes')}|(^|/)node_modules/(fastify|@fastify/[^/]+)/` },
    },
    {
      name: 'tests-stay-in-tests',
      severity: 'error',
      from: { pathNot: `${TEST}|^(tools|bench|db/tests)/` },
      to: { path: TEST },
    },
    {
      name: 'declared-only',
      comment: 'a package that is imported stands in the package.json of the package that imports it, or in the root',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: TYPES_ONLY },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: TYPES_ONLY } },
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true, // the test runner and fast-check stand in the root's package.json
    builtInModules: { add: ['node:sqlite'] },
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
