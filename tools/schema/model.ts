// The schema as the catalogue tells it, the same words on every engine: what extensions own is left out, and so is
// what only one version shows (PostgreSQL 18 lists NOT NULL as a constraint, 15 does not).

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  /** '' plain, 's' generated and stored, 'v' generated and virtual. */
  readonly generated: string;
  /** '' plain, 'a' or 'd' identity. */
  readonly identity: string;
  /** A storage strategy other than the type's own, or null. */
  readonly storage: string | null;
}

export interface Constraint {
  readonly name: string;
  /** p primary key, u unique, f foreign key, c check, x exclude. */
  readonly kind: string;
  readonly definition: string;
  readonly columns: readonly string[];
  readonly foreignTable: string | null;
  readonly foreignColumns: readonly string[];
  /** a no action, r restrict, c cascade, n set null, d set default. */
  readonly onDelete: string;
  readonly onUpdate: string;
}

export interface Index {
  readonly name: string;
  readonly unique: boolean;
  readonly method: string;
  /** Key columns in order; null stands for an expression. */
  readonly columns: readonly (string | null)[];
  readonly definition: string;
  /** Made by a primary key, unique or exclude constraint. */
  readonly ofConstraint: boolean;
}

export interface Policy {
  readonly name: string;
  readonly command: string;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface Table {
  readonly name: string;
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly policies: readonly Policy[];
  readonly triggers: readonly string[];
  readonly rules: readonly string[];
}

export interface View {
  readonly name: string;
  readonly materialized: boolean;
  readonly options: readonly string[];
  readonly columns: readonly Column[];
  readonly definition: string;
}

export interface Routine {
  readonly signature: string;
  readonly securityDefiner: boolean;
  readonly definition: string;
}

export interface Grant {
  readonly on: string;
  readonly to: string;
  readonly privileges: readonly string[];
}

export interface Schema {
  readonly extensions: readonly { readonly name: string; readonly schema: string }[];
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly routines: readonly Routine[];
  readonly sequences: readonly string[];
  readonly types: readonly string[];
  readonly grants: readonly Grant[];
}

/** Runs one catalogue query and gives its rows. */
export type Ask = <R extends object>(sql: string) => Promise<R[]>;
