/** A stack of an app, in a region role. */
interface StackOfRole {
  readonly app: string;
  readonly stack: string;
  readonly role: string;
}

/** What a stack is called wherever somebody reads of it: `network/vpc@primary`. */
export function stackId({ app, stack, role }: StackOfRole): string {
  return `${app}/${stack}@${role}`;
}
