/** One statement of a role's permissions. */
export interface Permission {
  /** Letters and digits, unique within the policy. */
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  /** @default the statement always applies */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A statement with effect `Allow`. */
export function allow(
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: Permission['Condition'],
): Permission {
  return { Sid, Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) };
}
