/** A stack of an app, in a region role. */
interface StackOfRole {
  readonly app: string;
  readonly stack: string;
  readonly role: string;
}

/** The name of a stack in all output: `network/vpc@primary`. */
export function stackId({ app, stack, role }: StackOfRole): string {
  return `${app}/${stack}@${role}`;
}
