import { type Edit, type Edits } from '../edit';
import { type Body } from '../template';

type Statement = Body;

/** Policy documents: who may do what, under which conditions. */
export const policies: readonly Edits[] = [
  everyStatement((statement) => [
    ...(statement['Condition'] === undefined ? [] : conditions(statement)),
    ...('Principal' in statement ? principals(statement) : []),
    { change: 'Action: *', apply: (mutated) => void (mutated['Action'] = '*') },
    ...('Principal' in statement || statement['Resource'] === '*'
      ? []
      : [{ change: 'Resource: *', apply: (mutated: Statement) => void (mutated['Resource'] = '*') }]),
  ]),
  keyStatements,
];

interface StatementEdit {
  readonly change: string;
  apply(statement: Statement): void;
}

/** Without any condition, and without each that nothing which stays makes up for. */
function conditions(statement: Statement): StatementEdit[] {
  const condition = statement['Condition'] as Body;
  const operators = Object.keys(condition);
  const needed = operators.filter(
    (operator) =>
      operators.length > 1 && (operator === 'Bool' || !namesAccount({ ...condition, [operator]: {} })),
  );
  return [
    { change: 'no condition', apply: (mutated) => void delete mutated['Condition'] },
    ...needed.map((operator) => ({
      change: `no condition ${operator}`,
      apply: (mutated: Statement) => void delete (mutated['Condition'] as Body)[operator],
    })),
  ];
}

/** True where conditions say for which account: by its number, on its own or in an ARN. */
function namesAccount(condition: Body): boolean {
  return /"\d{12}"|:\d{12}:/.test(JSON.stringify(condition));
}

/** Open to everybody, as far as it is not already: a condition alone may say who comes. */
function principals(statement: Statement): StatementEdit[] {
  if (statement['Principal'] === '*') return [];
  const everybody = {
    change: 'Principal: *',
    apply: (mutated: Statement) => void (mutated['Principal'] = '*'),
  };
  const unconditionally = {
    change: 'Principal: * without a condition',
    apply: (mutated: Statement) => {
      mutated['Principal'] = { AWS: '*' };
      delete mutated['Condition'];
    },
  };
  return statement['Condition'] === undefined ? [everybody] : [everybody, unconditionally];
}

function everyStatement(edits: (statement: Statement) => StatementEdit[]): Edits {
  return ({ body }) => {
    const found: Edit[] = [];
    rewritePolicies(body, (document, policy) => {
      (document['Statement'] as Statement[]).forEach((statement, index) => {
        for (const { change, apply } of edits(statement)) {
          found.push({
            change: `${String(statement['Sid'] ?? `statement ${index + 1}`)}: ${change}`,
            apply: (resource) =>
              rewritePolicies(resource.body, (other, position) => {
                const mutated = (other['Statement'] as Statement[])[index];
                if (position === policy && mutated) apply(mutated);
              }),
          });
        }
      });
    });
    return found;
  };
}

/** What a key no longer allows, and a key that has the policy which KMS gives by default. */
function keyStatements({ type, body }: { type: string; body: Body }): Edit[] {
  if (type !== 'aws_kms_key' && type !== 'AWS::KMS::Key') return [];
  const found: Edit[] = [];
  rewritePolicies(body, (document) => {
    (document['Statement'] as Statement[]).forEach(({ Sid }, index) =>
      found.push({
        change: `${String(Sid)}: removed`,
        apply: (resource) =>
          rewritePolicies(
            resource.body,
            (other) => void (other['Statement'] as Statement[]).splice(index, 1),
          ),
      }),
    );
  });
  const attribute = type === 'aws_kms_key' ? 'policy' : 'KeyPolicy';
  return [
    ...found,
    { change: `${attribute} left out`, apply: (resource) => void delete resource.body[attribute] },
  ];
}

/** Hands over every policy document of a body; what is done to one is done to the body, which may hold it as text. */
function rewritePolicies(body: Body, visit: (document: Body, index: number) => void): void {
  let count = 0;
  const walk = (holder: Body): void => {
    for (const [name, value] of Object.entries(holder)) {
      if (typeof value === 'string' && value.startsWith('{') && value.includes('"Statement"')) {
        const document = JSON.parse(value) as Body;
        visit(document, count++);
        holder[name] = JSON.stringify(document);
      } else if (typeof value === 'object' && value !== null) {
        if (Array.isArray((value as Body)['Statement'])) visit(value as Body, count++);
        else walk(value as Body);
      }
    }
  };
  walk(body);
}
