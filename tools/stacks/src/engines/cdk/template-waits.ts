import { type AwaitedResource, longestWait } from '../longest-wait';

/** The parts of a template that are read here. Each value may be an expression whose result is unknown. */
export interface WaitingTemplate {
  readonly Resources?: Readonly<Record<string, WaitingResource>>;
}

interface WaitingResource {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly CreationPolicy?: { readonly ResourceSignal?: { readonly Timeout?: unknown } };
  readonly UpdatePolicy?: {
    readonly AutoScalingRollingUpdate?: {
      readonly MaxBatchSize?: unknown;
      readonly PauseTime?: unknown;
      readonly WaitOnResourceSignals?: unknown;
    };
  };
}

/**
 * Default time that CloudFormation waits for signals, in minutes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html
 */
const signalMinutes = 5;

/**
 * The time that CloudFormation may wait by the template until a stack is created or updated, in minutes. For a
 * deletion, a template cannot set a wait.
 */
export function templateWaits({ Resources = {} }: WaitingTemplate): number {
  return longestWait(
    new Map(
      Object.entries(Resources).map(([id, resource]): [string, AwaitedResource] => [
        id,
        { minutes: waitFor(resource), after: referredTo(resource) },
      ]),
    ),
  );
}

/** A resource is either created or updated: the longer wait counts. */
function waitFor({ Type = '', Properties = {}, CreationPolicy, UpdatePolicy }: WaitingResource): number {
  const signal = CreationPolicy?.ResourceSignal;
  const created = signal ? (isoMinutes(signal.Timeout) ?? signalMinutes) : 0;
  const updated = rollingMinutes(UpdatePolicy?.AutoScalingRollingUpdate, Properties);
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-waitcondition.html
  const condition = Type === 'AWS::CloudFormation::WaitCondition' ? seconds(Properties['Timeout']) : 0;
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
  const isCustom = Type === 'AWS::CloudFormation::CustomResource' || Type.startsWith('Custom::');
  const custom = isCustom ? seconds(Properties['ServiceTimeout']) : 0;
  return Math.max(created, updated, condition / 60, custom / 60);
}

/**
 * A rolling update replaces one batch of instances after another, and waits for each batch.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 */
function rollingMinutes(
  rolling: NonNullable<WaitingResource['UpdatePolicy']>['AutoScalingRollingUpdate'],
  { MaxSize, DesiredCapacity }: Readonly<Record<string, unknown>>,
): number {
  if (!rolling) return 0;
  const pause = isoMinutes(rolling.PauseTime) ?? (rolling.WaitOnResourceSignals === true ? signalMinutes : 0);
  const instances = number(MaxSize) ?? number(DesiredCapacity) ?? 1;
  return pause * Math.ceil(instances / Math.max(1, number(rolling.MaxBatchSize) ?? 1));
}

/** Logical ids that a resource refers to: CloudFormation creates these first. */
function referredTo({ DependsOn = [], Properties }: WaitingResource): string[] {
  return [...(typeof DependsOn === 'string' ? [DependsOn] : DependsOn), ...namesIn(Properties)];
}

function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref' && typeof inner === 'string') return [inner];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0] ?? ''];
    if (key === 'Fn::Sub') {
      const text = String(Array.isArray(inner) ? inner[0] : inner);
      return [...text.matchAll(/\$\{([^}.!]+)/g)].map(([, name = '']) => name).concat(namesIn(inner));
    }
    return namesIn(inner);
  });
}

/** Minutes of an ISO 8601 duration such as `PT1H15M`; undefined for anything else. */
function isoMinutes(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const [, hours = '0', minutes = '0', secs = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  return text.startsWith('PT') ? Number(hours) * 60 + Number(minutes) + Number(secs) / 60 : undefined;
}

function seconds(value: unknown): number {
  return number(value) ?? 0;
}

function number(value: unknown): number | undefined {
  const found = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(found) ? found : undefined;
}
