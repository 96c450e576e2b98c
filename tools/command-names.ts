/** The commands of tools/run.mjs; documents may name no other. */
export const commandNames = ['start', 'test', 'check', 'dev', 'bench', 'format', 'schema', 'snapshots'] as const;

export type CommandName = (typeof commandNames)[number];
