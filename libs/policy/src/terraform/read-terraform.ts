import { BulkheadError } from '@bulkhead/errors';
import { type Attachment } from '../model/attachment';
import { type PolicyResource } from '../model/policy-resource';
import { type ExchangedParameter } from '../model/policy-stack';
import { type Body, type Configuration, type Element, elementsOf, isObject } from './configuration';
import { logicalIdOf } from './logical-id';
import { type PartMapping, type ResourceMapping } from './mapping';
import { mappings } from './mappings';
import { regionNamedBy } from './providers';
import { merged, Scope, type Surroundings } from './scope';
import { tagsOf } from './tags';
import { unmappedType } from './unmapped';

/**
 * The sections of a configuration that say what is deployed or how. Any other section would be deployed without any
 * rule seeing it.
 */
const sections = ['resource', 'data', 'ephemeral', 'provider', 'output', 'terraform', 'moved', '//'] as const;

/** Attributes that Terraform itself reads. Tags are merged with the default tags of the provider. */
const metaArguments = ['depends_on', 'lifecycle', 'provider', 'tags', 'tags_all'] as const;
const refusedMetaArguments = ['count', 'for_each', 'dynamic', 'provisioner', 'connection'] as const;

/**
 * The settings that a Terraform configuration adds to resources of other stacks, in the order of the addresses.
 *
 * @param consumes the parameters that the stack reads
 * @throws BulkheadError `UnmappedTerraformAttribute`, which names the table to extend
 */
export function readAttachments(
  configuration: Configuration,
  consumes: readonly ExchangedParameter[] = [],
): Attachment[] {
  const surroundings = surroundingsOf(configuration, consumes);
  return elementsOf(configuration.resource).flatMap((element): Attachment[] => {
    const mapping = mappings[element.type];
    if (mapping?.counterpart !== 'part' || mapping.elsewhere === undefined) return [];
    const { to, properties } = partOf(element, mapping, surroundings);
    if (referredTo(to) !== undefined) return [];
    const region = regionNamedBy(configuration, element.body);
    return [
      {
        address: element.address,
        type: mapping.elsewhere,
        to,
        properties,
        ...(region !== undefined && { region }),
      },
    ];
  });
}

/**
 * The resources of a Terraform configuration as CloudFormation resources, in the order of their logical ids.
 *
 * @param consumes the parameters that the stack reads
 * @throws BulkheadError `UnmappedTerraformType` and `UnmappedTerraformAttribute`, which name the table to extend;
 * `PartOfUnknownResource` for a part of a resource in another stack; `UnsupportedTerraform` if the configuration leaves
 * open what is deployed
 */
export function readTerraform(
  configuration: Configuration,
  consumes: readonly ExchangedParameter[] = [],
): PolicyResource[] {
  requireKnownSections(configuration);
  const elements = elementsOf(configuration.resource);
  const surroundings = surroundingsOf(configuration, consumes);

  const resources = new Map<string, PolicyResource>();
  for (const element of elements) {
    const mapping = mappings[element.type];
    if (!mapping) throw unmappedType(element.type, element.address);
    if (mapping.counterpart !== 'resource') continue;
    const resource = resourceOf(element, mapping, configuration, surroundings);
    const other = resources.get(resource.logicalId);
    if (other) {
      throw new BulkheadError(
        'AmbiguousLogicalId',
        `${other.address} and ${element.address} are both ${resource.logicalId} in CloudFormation.`,
        {
          next: 'give one of the constructs an id that differs in more than its punctuation',
        },
      );
    }
    resources.set(resource.logicalId, resource);
  }
  for (const element of elements) {
    const mapping = mappings[element.type];
    if (mapping?.counterpart === 'part') addPart(resources, element, mapping, surroundings);
  }
  return [...resources.values()].sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1));
}

function resourceOf(
  element: Element,
  mapping: ResourceMapping,
  configuration: Configuration,
  surroundings: Surroundings,
): PolicyResource {
  const { address, type, body } = element;
  const scope = new Scope(surroundings, address, type);
  const attributes = attributesOf(element);
  const properties = scope.properties(mapping.properties, { ...mapping.defaults, ...attributes });
  const region = regionNamedBy(configuration, body);
  return {
    logicalId: logicalIdOf(address),
    address,
    type: mapping.type,
    properties: { ...properties, ...tagsOf(element, mapping, configuration, scope) },
    folded: [],
    deletionPolicy: preventsDestroy(body) ? 'Retain' : (mapping.deletionPolicy?.(body) ?? 'Delete'),
    ...(region !== undefined && { region }),
  };
}

function addPart(
  resources: Map<string, PolicyResource>,
  element: Element,
  mapping: PartMapping,
  surroundings: Surroundings,
): void {
  const { to, properties } = partOf(element, mapping, surroundings);
  const logicalId = referredTo(to);
  if (logicalId === undefined && mapping.elsewhere !== undefined) return;
  const whole = logicalId === undefined ? undefined : resources.get(logicalId);
  if (!whole) {
    throw new BulkheadError(
      'PartOfUnknownResource',
      `${element.address} is part of a resource that its stack does not have.`,
      {
        next: `refer to a resource of the same stack in ${mapping.of}`,
      },
    );
  }
  resources.set(whole.logicalId, {
    ...whole,
    properties: merged(whole.properties, properties) as Body,
    folded: [...whole.folded, element.address],
  });
}

/** A part: the resource that it belongs to, and the properties that it adds. */
function partOf(
  element: Element,
  mapping: PartMapping,
  surroundings: Surroundings,
): { readonly to: unknown; readonly properties: Body } {
  const scope = new Scope(surroundings, element.address, element.type);
  const { [mapping.of]: whole, ...attributes } = attributesOf(element);
  const own = scope.properties(mapping.properties, { ...mapping.defaults, ...attributes });
  return {
    to: scope.evaluate(whole),
    properties: mapping.itemOf === undefined ? own : { [mapping.itemOf]: [own] },
  };
}

function surroundingsOf(configuration: Configuration, consumes: readonly ExchangedParameter[]): Surroundings {
  const all = [
    ...elementsOf(configuration.resource),
    ...elementsOf(configuration.data, 'data.'),
    ...elementsOf(configuration.ephemeral, 'ephemeral.'),
  ];
  return { elements: new Map(all.map((element) => [element.address, element])), consumes, configuration };
}

function referredTo(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const attribute = value['Fn::GetAtt'];
  return (value['Ref'] ?? (Array.isArray(attribute) ? attribute[0] : undefined)) as string | undefined;
}

function attributesOf({ address, body }: Element): Body {
  const refused = refusedMetaArguments.find((name) => name in body);
  if (refused) {
    throw new BulkheadError(
      'UnsupportedTerraform',
      `${address} has ${refused}, which leaves open what is deployed.`,
      {
        next: 'write the resources out, one construct each',
      },
    );
  }
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => !(metaArguments as readonly string[]).includes(name)),
  );
}

function requireKnownSections(configuration: Configuration): void {
  const unknown = Object.keys(configuration).find((name) => !(sections as readonly string[]).includes(name));
  if (unknown === undefined) return;
  throw new BulkheadError(
    'UnsupportedTerraform',
    `The configuration has a section ${unknown}, which no rule would see.`,
    { next: 'write it with constructs, or read it in libs/policy/src/terraform/read-terraform.ts' },
  );
}

function preventsDestroy({ lifecycle }: Body): boolean {
  return isObject(lifecycle) && lifecycle['prevent_destroy'] === true;
}
