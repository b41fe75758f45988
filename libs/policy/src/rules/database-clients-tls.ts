import { isReference, valueAt, valuesAt } from '../reading/properties';
import { resourceRule } from './resource-rule';

/** A container that connects to PostgreSQL must verify the server. TLS alone does not verify it. */
export const databaseClientsTls = resourceRule({
  id: 'database-clients-tls',
  title: 'A container that sets PGSSLMODE verifies the certificate of the database and its name.',
  controls: ['164.312(d)', '164.312(e)(1)', '164.312(e)(2)(i)'],
  types: ['AWS::ECS::TaskDefinition'],
  judge: ({ properties }) => {
    const modes = valuesAt(properties, 'ContainerDefinitions.Environment')
      .filter((variable) => valueAt(variable, 'Name') === 'PGSSLMODE')
      .map((variable) => valueAt(variable, 'Value'));
    if (modes.length === 0) return 'not-applicable';
    return modes
      .filter((mode) => mode !== 'verify-full' && !isReference(mode))
      .map((mode) => `PGSSLMODE is ${String(mode)}, which verifies too little: set it to verify-full.`);
  },
});
