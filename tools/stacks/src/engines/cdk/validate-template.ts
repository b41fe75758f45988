import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../engine';
import { lint } from './cfn-lint';

/**
 * Checks a template with cfn-lint, if it is installed. CDK's own validation is part of the synthesis.
 *
 * @throws BulkheadError `InvalidTemplate`, with what cfn-lint printed
 */
export async function validateTemplate({ synthesized, instance, progress }: EngineRequest): Promise<void> {
  const result = await lint([join(synthesized.directory, synthesized.template)]);
  switch (result.outcome) {
    case 'absent':
      return progress('cfn-lint is not on the PATH and was not run (pipx install cfn-lint)');
    case 'clean':
      return progress('cfn-lint: no errors');
    case 'errors':
      throw new BulkheadError('InvalidTemplate', `cfn-lint refuses ${instance.id}:\n${result.printed}`, {
        next: `correct apps/${instance.app}`,
      });
  }
}
