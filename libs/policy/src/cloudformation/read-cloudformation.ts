import { consumedParameter } from '../model/consumed-parameter';
import { type DeletionPolicy, type PolicyResource } from '../model/policy-resource';

/** The parts of a CloudFormation template that the policy reads: the resources, and the sections that they refer to. */
export interface CloudFormationTemplate {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly [section: string]: unknown;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: DeletionPolicy;
}

/** Sections that resources refer to. */
const sections = ['Conditions', 'Mappings', 'Parameters', 'Transform'] as const;

/** Databases leave a snapshot unless the template sets another deletion policy. */
const snapshotByDefault = (type: string, properties: object) =>
  type === 'AWS::RDS::DBCluster' ||
  (type === 'AWS::RDS::DBInstance' && !('DBClusterIdentifier' in properties));

/** The resources of a template, in the order of their logical ids. A consumed parameter is replaced by its path. */
export function readCloudFormation(template: CloudFormationTemplate): PolicyResource[] {
  const paths = consumedPaths(template);
  return Object.entries(template.Resources ?? {})
    .map(([logicalId, { Type: type, Properties = {}, DeletionPolicy }]) => ({
      logicalId,
      address: logicalId,
      type,
      properties: withPaths(Properties, paths) as PolicyResource['properties'],
      folded: [],
      deletionPolicy: DeletionPolicy ?? (snapshotByDefault(type, Properties) ? 'Snapshot' : 'Delete'),
    }))
    .sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1));
}

/** The sections that the resources of a template may refer to. */
export function sectionsOf(template: CloudFormationTemplate): Readonly<Record<string, unknown>> {
  return Object.fromEntries(sections.flatMap((name) => (name in template ? [[name, template[name]]] : [])));
}

/** The name of the SSM parameter that each template parameter reads. */
function consumedPaths({ Parameters = {} }: CloudFormationTemplate): ReadonlyMap<string, string> {
  const consumed = Object.entries(Parameters).filter(([, { Type }]) =>
    Type.startsWith('AWS::SSM::Parameter::Value<'),
  );
  return new Map(consumed.map(([name, { Default }]) => [name, String(Default)]));
}

function withPaths(value: unknown, paths: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withPaths(item, paths));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [key, name] = entries[0] ?? [];
  const path = entries.length === 1 && key === 'Ref' ? paths.get(String(name)) : undefined;
  if (path !== undefined) return { [consumedParameter]: path };
  return Object.fromEntries(entries.map(([each, item]) => [each, withPaths(item, paths)]));
}
