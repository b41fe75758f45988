/** Attributes of a Terraform resource, or properties of a CloudFormation resource. */
export type Body = Record<string, unknown>;

/** One resource of a synthesized template. It is changed in place. */
export interface TemplateResource {
  /** Terraform address or logical id. */
  readonly address: string;
  /** Such as `aws_kms_key` or `AWS::KMS::Key`. */
  readonly type: string;
  readonly body: Body;
  /** The CloudFormation attributes beside the properties, such as the deletion policy. @default Terraform has none */
  readonly frame?: Body;
  /** Removes the resource from its template, and from the dependencies of other resources. */
  remove(): void;
  /** Adds another resource of a type. */
  add(type: string, name: string, body: Body): void;
}

interface Terraform {
  resource?: Record<string, Record<string, Body>>;
}

interface CloudFormation {
  Resources?: Record<string, { Type: string; Properties?: Body } & Body>;
}

/** The resources of a parsed template. A change to one of them changes the template. */
export function resourcesOf(template: object, engine: 'cdk' | 'cdktf'): TemplateResource[] {
  return engine === 'cdktf' ? terraformResources(template) : cloudFormationResources(template);
}

/** True if a resource still refers to a removed resource. Neither engine would synthesize such a template. */
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
