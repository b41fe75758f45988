/** The values that the references in a deployed template stand for. */
export interface References {
  readonly account: string;
  readonly region: string;
  /** Values of the template's parameters, by name. Lists stay lists. */
  readonly parameters: ReadonlyMap<string, string | readonly string[]>;
  /** Type and physical id of each resource, by logical id. */
  readonly resources: ReadonlyMap<string, { readonly type: string; readonly physicalId: string }>;
  /** @default aws */
  readonly partition?: string;
}

/** A node without a known value. It equals nothing that AWS returns. */
const unknown = undefined;

/**
 * Properties with their references resolved, as CloudFormation does it. Values that cannot be known here, such as most
 * attributes of a resource, are left out.
 */
export function resolvedProperties(node: unknown, references: References): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => resolvedProperties(item, references)).filter((item) => item !== unknown);
  }
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [first] = entries;
  if (entries.length === 1 && first && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
    return resolvedIntrinsic(first[0], first[1], references);
  }
  return Object.fromEntries(
    entries
      .map(([key, value]) => [key, resolvedProperties(value, references)] as const)
      .filter(([, value]) => value !== unknown),
  );
}

function resolvedIntrinsic(name: string, argument: unknown, references: References): unknown {
  switch (name) {
    case 'Ref':
      return referenced(String(argument), references);
    case 'Fn::GetAtt': {
      const [logicalId = '', attribute = ''] = Array.isArray(argument)
        ? (argument as string[])
        : String(argument).split(/\.(.*)/s);
      return attributeOf(logicalId, attribute, references);
    }
    case 'Fn::Join': {
      const [delimiter, list] = argument as [string, unknown];
      const parts = resolvedProperties(list, references);
      const complete = Array.isArray(list)
        ? (parts as unknown[]).length === list.length
        : Array.isArray(parts);
      return complete ? (parts as unknown[]).join(delimiter) : unknown;
    }
    case 'Fn::Select': {
      const [index, list] = argument as [number | string, unknown];
      const values = resolvedProperties(list, references);
      return Array.isArray(values) ? (values as unknown[])[Number(index)] : unknown;
    }
    case 'Fn::Split': {
      const [delimiter, value] = argument as [string, unknown];
      const text = resolvedProperties(value, references);
      return typeof text === 'string' ? text.split(delimiter) : unknown;
    }
    case 'Fn::Sub':
      return typeof argument === 'string' ? substituted(argument, references) : unknown;
    default:
      return unknown;
  }
}

function substituted(text: string, references: References): string | undefined {
  let complete = true;
  const result = text.replace(/\$\{(?!!)([\w:.]+)\}/g, (_, name: string) => {
    const [logicalId = '', attribute] = name.includes('::') ? [name] : name.split(/\.(.*)/s);
    const value = attribute ? attributeOf(logicalId, attribute, references) : referenced(name, references);
    if (typeof value !== 'string') complete = false;
    return String(value);
  });
  return complete ? result : unknown;
}

function referenced(name: string, references: References): string | readonly string[] | undefined {
  const { account, region, partition = 'aws' } = references;
  const pseudo: Record<string, string> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  return pseudo[name] ?? references.parameters.get(name) ?? references.resources.get(name)?.physicalId;
}

/** Attributes that follow from the physical id: our resources refer to each other by them. */
function attributeOf(logicalId: string, attribute: string, references: References): string | undefined {
  const { account, region, partition = 'aws' } = references;
  const { type = '', physicalId = '' } = references.resources.get(logicalId) ?? {};
  if (!physicalId) return unknown;
  if (attribute === 'GroupId' || attribute.endsWith('Arn')) {
    if (attribute === 'GroupId' || physicalId.startsWith('arn:')) return physicalId;
  }
  if (attribute !== 'Arn') return unknown;
  const arn = (service: string, rest: string, place = region, of = account) =>
    `arn:${partition}:${service}:${place}:${of}:${rest}`;
  switch (type) {
    case 'AWS::IAM::Role':
      return arn('iam', `role/${physicalId}`, '');
    case 'AWS::IAM::InstanceProfile':
      return arn('iam', `instance-profile/${physicalId}`, '');
    case 'AWS::KMS::Key':
      return arn('kms', `key/${physicalId}`);
    case 'AWS::S3::Bucket':
      return arn('s3', physicalId, '', '');
    case 'AWS::SQS::Queue':
      return arn('sqs', physicalId.replace(/^.*\//, ''));
    case 'AWS::Lambda::Function':
      return arn('lambda', `function:${physicalId}`);
    case 'AWS::Logs::LogGroup':
      return arn('logs', `log-group:${physicalId}:*`);
    case 'AWS::ECS::Cluster':
      return arn('ecs', `cluster/${physicalId}`);
    case 'AWS::Events::Rule':
      return arn('events', `rule/${physicalId.replace('|', '/')}`);
    default:
      return unknown;
  }
}
