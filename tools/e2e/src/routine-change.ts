import { type Environment } from '@bulkhead/config';

/**
 * A change that somebody makes on any day, and that must cost no data: none of it may replace or destroy what holds
 * any.
 */
export interface RoutineChange {
  /** What is changed, for people. */
  readonly what: string;
  /** Stacks that it changes, as `<app>/<stack>`. @default all of them */
  readonly stacks?: readonly string[];
  /**
   * What the definition of an environment then says beside what it says already; `undefined` where the environment has
   * nothing that the change could be of.
   */
  over(environment: Environment): object | undefined;
  /** It gives one resource another size, and touches no other. @default false */
  readonly sizesOne?: boolean;
  /**
   * The attributes that it changes of what Terraform has, in place. A plan that shows anything else shows it each time:
   * what was deployed is not what is planned. @default any
   */
  readonly attributes?: readonly string[];
  /** Types of resources that it may change in any way, beside `attributes` of all others. @default none */
  readonly replaces?: readonly string[];
  /** What is changed in the code as well, where a setting does not say it. @default nothing */
  readonly edit?: SourceEdit;
}

/** Text that stands for other text wherever it is in a file. */
export interface SourceEdit {
  /** Path from the root of the workspace. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

type Apps = Required<Environment['apps']>;

/** Changes of one stack, which apply to the environments that have it. */
export function changesOf<App extends keyof Apps, Stack extends keyof Apps[App] & string>(
  app: App,
  stack: Stack,
) {
  type Settings = NonNullable<Apps[App][Stack]>;
  const stacks = [`${app}/${stack}`];
  const present = ({ apps }: { readonly apps: Partial<Apps> }): Settings | undefined => {
    const settings: Partial<Apps[App]> | undefined = apps[app];
    return settings?.[stack] ?? undefined;
  };
  return {
    /** Other settings; where they depend on those there are, a function of these. */
    settings: (
      what: string,
      changed: object | ((settings: Settings) => object | undefined),
      effect?: 'sizes one',
    ): RoutineChange => ({
      what,
      stacks,
      sizesOne: effect === 'sizes one',
      over: (environment) => {
        const settings = present(environment);
        if (settings === undefined) return undefined;
        const over: unknown = typeof changed === 'function' ? changed(settings) : changed;
        return over === undefined ? undefined : { apps: { [app]: { [stack]: over } } };
      },
    }),
    /** Other code; it may apply to some settings only. */
    code: (
      what: string,
      edit: SourceEdit,
      applies: (settings: Settings) => boolean = () => true,
    ): RoutineChange => ({
      what,
      stacks,
      edit,
      over: (environment) => {
        const settings = present(environment);
        return settings !== undefined && applies(settings) ? {} : undefined;
      },
    }),
  };
}

/** Settings that one member of a union has. */
export function only(
  type: string,
  settings: object,
): (present: { readonly type: string }) => object | undefined {
  return (present) => (present.type === type ? settings : undefined);
}
