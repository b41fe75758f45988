import { type Edit, type Edits } from '../edit';
import { type Body } from '../template';

type Statement = Body;

/** Policy documents: actions, principals and conditions. */
export const policies: readonly Edits[] = [
  everyStatement('Allow', (statement) => [
    ...(statement['Condition'] === undefined ? [] : conditions(statement)),
    ...('Principal' in statement ? principals(statement) : []),
    { change: 'Action: *', apply: (mutated) => void (mutated['Action'] = '*') },
    ...('Principal' in statement || statement['Resource'] === '*'
      ? []
      : [{ change: 'Resource: *', apply: (mutated: Statement) => void (mutated['Resource'] = '*') }]),
  ]),
  everyStatement('Deny', (statement) => [
    { change: 'removed', apply: () => 'remove' },
    ...inversions(statement),
  ]),
  keyStatements,
];

interface StatementEdit {
  readonly change: string;
  /** Changes the statement, or asks to remove it. */
  apply(statement: Statement): void | 'remove';
}

/**
 * Inverts each condition that a request must meet to be refused. A refusal of more actions, of more principals or
 * without a condition is no mutation, since it lets nobody do more.
 */
function inversions({ Condition }: Statement): StatementEdit[] {
  const bool = (Condition as Body | undefined)?.['Bool'] as Body | undefined;
  return Object.entries(bool ?? {}).map(([key, value]) => {
    const inverted = String(value) === 'true' ? 'false' : 'true';
    return {
      change: `${key}: ${inverted}`,
      apply: (mutated) => void (((mutated['Condition'] as Body)['Bool'] as Body)[key] = inverted),
    };
  });
}

/** Removes all conditions, or one condition whose loss no remaining condition makes up for. */
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

/** True if the conditions limit the account: by its number, alone or in an ARN. */
function namesAccount(condition: Body): boolean {
  return /"\d{12}"|:\d{12}:/.test(JSON.stringify(condition));
}

/** Opens a statement to everybody, unless it is already open. A condition alone may limit the caller. */
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

/** Edits of the statements with an effect. A statement without one is of another language, as CloudWatch Logs' masking. */
function everyStatement(effect: 'Allow' | 'Deny', edits: (statement: Statement) => StatementEdit[]): Edits {
  return ({ body }) => {
    const found: Edit[] = [];
    rewritePolicies(body, (document, policy) => {
      (document['Statement'] as Statement[]).forEach((statement, index) => {
        if (statement['Effect'] !== effect) return;
        for (const { change, apply } of edits(statement)) {
          found.push({
            change: `${String(statement['Sid'] ?? `statement ${index + 1}`)}: ${change}`,
            apply: (resource) =>
              rewritePolicies(resource.body, (other, position) => {
                const statements = other['Statement'] as Statement[];
                const mutated = statements[index];
                if (position === policy && mutated && apply(mutated) === 'remove')
                  statements.splice(index, 1);
              }),
          });
        }
      });
    });
    return found;
  };
}

/** Removes each statement of a key policy, and replaces the policy with the default policy of KMS. */
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

/**
 * Passes on every policy document of a body. A change to the document changes the body too, even if the body holds the
 * document as text.
 */
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
