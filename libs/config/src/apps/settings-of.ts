/**
 * The settings of one stack.
 *
 * @throws RangeError if the environment does not have the stack: the tools never ask for such a stack
 */
export function settingsOf<
  Apps extends object,
  App extends keyof Apps,
  Stack extends keyof NonNullable<Apps[App]>,
>(
  { name, apps }: { readonly name: string; readonly apps: Apps },
  app: App,
  stack: Stack,
): NonNullable<NonNullable<Apps[App]>[Stack]> {
  const stacks: Partial<NonNullable<Apps[App]>> = apps[app] ?? {};
  const settings = stacks[stack];
  if (settings) return settings;
  throw new RangeError(`Environment ${name} has no stack ${String(app)}/${String(stack)}.`);
}
