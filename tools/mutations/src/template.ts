/** Attributes of a Terraform resource, or properties of a CloudFormation resource. */
export type Body = Record<string, unknown>;

/** One resource of a template as it was synthesized, to be changed in place. */
export interface TemplateResource {
  /** Terraform address or logical id. */
  readonly address: string;
  /** Such as `aws_kms_key` or `AWS::KMS::Key`. */
  readonly type: string;
  readonly body: Body;
  /** What CloudFormation is told beside the properties, such as the deletion policy. @default Terraform has no such place */
  readonly frame?: Body;
  /** Takes the resource out of its template, and out of what others wait for. */
  remove(): void;
  /** Puts another of a type beside it. */
  add(type: string, name: string, body: Body): void;
}

interface Terraform {
  resource?: Record<string, Record<string, Body>>;
}

interface CloudFormation {
  Resources?: Record<string, { Type: string; Properties?: Body } & Body>;
}

/** The resources of a parsed template, each of which leads back into it. */
export function resourcesOf(template: object, engine: 'cdk' | 'cdktf'): TemplateResource[] {
  return engine === 'cdktf' ? terraformResources(template) : cloudFormationResources(template);
}

/** True where something still refers to a resource that is gone: neither engine would synthesize such a template. */
export function isDangling(template: object, address: string): boolean {
  const text = JSON.stringify(template);
  return address.includes('.')
    ? new RegExp(`${address.replace('.', '\\.')}(?![\\w-])`).test(
        text.replaceAll(`"bulkhead:address":"${address}"`, ''),
      )
    : text.includes(`{"Ref":"${address}"}`) || text.includes(`{"Fn::GetAtt":["${address}",`);
}

function dependOnLess(body: Body, name: string, address: string): void {
  const before = body[name];
  if (Array.isArray(before)) body[name] = before.filter((each) => each !== address);
}

function terraformResources({ resource: types = {} }: Terraform): TemplateResource[] {
  return Object.entries(types).flatMap(([type, resources]) =>
    Object.entries(resources).map(([name, body]) => ({
      address: `${type}.${name}`,
      type,
      body,
      remove: () => {
        delete resources[name];
        for (const other of Object.values(types).flatMap((each) => Object.values(each)))
          dependOnLess(other, 'depends_on', `${type}.${name}`);
      },
      add: (otherType: string, other: string, otherBody: Body) =>
        void ((types[otherType] ??= {})[other] = otherBody),
    })),
  );
}

function cloudFormationResources({ Resources: resources = {} }: CloudFormation): TemplateResource[] {
  return Object.entries(resources).map(([address, frame]) => ({
    address,
    type: frame.Type,
    body: (frame.Properties ??= {}),
    frame,
    remove: () => {
      delete resources[address];
      for (const other of Object.values(resources)) dependOnLess(other, 'DependsOn', address);
    },
    add: (Type: string, name: string, Properties: Body) => void (resources[name] = { Type, Properties }),
  }));
}
