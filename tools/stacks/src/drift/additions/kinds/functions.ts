import { type AdditionKind, byId, type Declares } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { type Attributes, items, text } from '../deployed-resource';
import { parsedDocument } from '../canonical-document';

const functions: AdditionKind['parents'] = {
  aws_lambda_function: ({ physicalId }) => physicalId,
  'AWS::Lambda::Function': ({ physicalId }) => physicalId,
};

/** The name in an ARN of a function or of one of its versions, or the text itself if it is no ARN. */
const functionName = (reference: unknown): string =>
  text(reference)
    .replace(/^arn:[^:]+:lambda:[^:]+:\d+:function:/, '')
    .replace(/:.*$/, '');

/**
 * The permission in a statement: which action it allows to whom. The Sid does not count, because anybody may choose it.
 */
function permission(action: unknown, principal: unknown, sourceArn: unknown, sourceAccount: unknown): string {
  const from = [text(sourceArn), text(sourceAccount)].filter(Boolean).join(' of ');
  return `${text(action)} by ${text(principal)}${from ? ` for ${from}` : ''}`;
}

const ofTerraform: Declares = ({ attributes: a }) => [
  {
    parent: functionName(a['function_name']),
    content: permission(a['action'], a['principal'], a['source_arn'], a['source_account']),
  },
];

const ofTemplate: Declares = ({ attributes: a }) => [
  {
    parent: functionName(a['FunctionName']),
    content: permission(a['Action'], a['Principal'], a['SourceArn'], a['SourceAccount']),
  },
];

/** Statements in the policy of a function: they say who may invoke it. */
export const functionPermissions: AdditionKind = {
  name: 'permission of a function',
  parents: functions,
  declares: { aws_lambda_permission: ofTerraform, 'AWS::Lambda::Permission': ofTemplate },
  async list(names, services) {
    const { GetPolicyCommand, RemovePermissionCommand } = await import('@aws-sdk/client-lambda');
    const client = await services.lambda();
    return askEach(names, async (FunctionName) => {
      const answer = await whereThere(client.send(new GetPolicyCommand({ FunctionName })));
      const { Statement } = parsedDocument(answer?.Policy ?? '{}') as { readonly Statement?: unknown };
      return items(Statement).map((statement) => {
        const StatementId = text(statement['Sid']);
        return {
          parent: FunctionName,
          content: contentOf(statement),
          detail: StatementId,
          remove: () => client.send(new RemovePermissionCommand({ FunctionName, StatementId })),
        };
      });
    });
  },
};

/** A statement as Lambda writes it: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
function contentOf({ Action, Principal, Condition }: Attributes): string {
  const { Service, AWS, ...other } = (
    typeof Principal === 'object' && Principal ? Principal : {}
  ) as Attributes;
  const who =
    typeof Principal === 'string'
      ? Principal
      : text(Service) || accountOf(text(AWS)) || JSON.stringify(other);
  const conditions = Object.values((Condition ?? {}) as Record<string, Attributes>).flatMap(Object.entries);
  const of = (key: string) => conditions.find(([name]) => name.toLowerCase() === key)?.[1];
  return permission(Action, who, of('aws:sourcearn'), of('aws:sourceaccount'));
}

/** A template gives an account by its number. Lambda returns the ARN of the account's root. */
function accountOf(arn: string): string {
  return /^arn:[^:]+:iam::(\d{12}):root$/.exec(arn)?.[1] ?? arn;
}

/** Sources whose events a function gets. */
export const eventSourceMappings: AdditionKind = {
  name: 'event source of a function',
  parents: functions,
  declares: { aws_lambda_event_source_mapping: byId, 'AWS::Lambda::EventSourceMapping': byId },
  async list(names, services) {
    const { DeleteEventSourceMappingCommand, paginateListEventSourceMappings } =
      await import('@aws-sdk/client-lambda');
    const client = await services.lambda();
    const wanted = new Set(names);
    const all = await everyPage(
      paginateListEventSourceMappings({ client }, {}),
      ({ EventSourceMappings }) => EventSourceMappings,
    );
    return all
      .filter(({ FunctionArn, State }) => wanted.has(functionName(FunctionArn)) && State !== 'Deleting')
      .map(({ UUID = '', FunctionArn, EventSourceArn, SelfManagedEventSource }) => ({
        parent: functionName(FunctionArn),
        id: UUID,
        content: `events of ${EventSourceArn ?? JSON.stringify(SelfManagedEventSource)}`,
        detail: UUID,
        remove: () => client.send(new DeleteEventSourceMappingCommand({ UUID })),
      }));
  },
};

/** The address of a function on the internet. */
export const functionUrls: AdditionKind = {
  name: 'URL of a function',
  parents: functions,
  declares: {
    aws_lambda_function_url: ({ attributes: a }) => [
      { parent: functionName(a['function_name']), content: 'URL' },
    ],
    'AWS::Lambda::Url': ({ attributes: a }) => [
      { parent: functionName(a['TargetFunctionArn']), content: 'URL' },
    ],
  },
  async list(names, services) {
    const { DeleteFunctionUrlConfigCommand, GetFunctionUrlConfigCommand } =
      await import('@aws-sdk/client-lambda');
    const client = await services.lambda();
    return askEach(names, async (FunctionName) => {
      const url = await whereThere(client.send(new GetFunctionUrlConfigCommand({ FunctionName })));
      if (!url) return [];
      return [
        {
          parent: FunctionName,
          content: 'URL',
          detail: { AuthType: url.AuthType, FunctionUrl: url.FunctionUrl },
          remove: () => client.send(new DeleteFunctionUrlConfigCommand({ FunctionName })),
        },
      ];
    });
  },
};
