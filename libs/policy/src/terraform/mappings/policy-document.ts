import { type Body } from '../configuration';
import { type Properties, without } from '../mapping';
import { type Scope } from '../scope';
import { blocks, blocksIn, property, type Shape } from '../shapes';

/** A list with one item becomes the item, as Terraform writes it. */
const oneOrMore: Shape = (value, scope) => {
  const items = scope.evaluate(value);
  return Array.isArray(items) && items.length === 1 ? items[0] : items;
};

const principals: Shape = (value, scope) => {
  const byType = blocksIn(value).map(
    ({ type, identifiers }) => [String(type), oneOrMore(identifiers, scope)] as const,
  );
  return byType.length === 1 && byType[0]?.[0] === '*' ? '*' : Object.fromEntries(byType);
};

const conditions: Shape = (value, scope) => {
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of blocksIn(value)) {
    (byTest[String(test)] ??= {})[String(variable)] = oneOrMore(values, scope);
  }
  return byTest;
};

const statement: Properties = {
  sid: 'Sid',
  effect: 'Effect',
  actions: property('Action', oneOrMore),
  not_actions: property('NotAction', oneOrMore),
  resources: property('Resource', oneOrMore),
  not_resources: property('NotResource', oneOrMore),
  principals: property('Principal', principals),
  not_principals: property('NotPrincipal', principals),
  condition: property('Condition', conditions),
};

const document: Properties = {
  version: 'Version',
  policy_id: 'Id',
  statement: blocks('Statement', statement),
  provider: without('what reads it'),
};

/** The document that `aws_iam_policy_document` renders. */
export function policyDocument(body: Body, scope: Scope): unknown {
  const statements = blocksIn(body['statement']).map((each) => ({ effect: 'Allow', ...each }));
  return scope.properties(document, { version: '2012-10-17', ...body, statement: statements });
}
