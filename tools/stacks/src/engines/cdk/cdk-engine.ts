import { type Engine } from '../engine';
import { untilAborted } from '../until-aborted';
import { deployStack } from './deploy-stack';
import { detectDrift } from './detect-drift';
import { destroyStack } from './destroy-stack';
import { revertStack } from './revert-stack';
import { stackAtWork } from './stack-at-work';
import { templateChanges } from './template-changes';
import { validateTemplate } from './validate-template';

/** Runs CDK's toolkit, in this process, on the cloud assembly that the app synthesized. */
export const cdkEngine: Engine = {
  validate: validateTemplate,
  diff: (request) => untilAborted(request.signal, () => templateChanges(request)),
  drift: (request) => untilAborted(request.signal, () => detectDrift(request)),
  deploy: (request) => (request.revertDrift ? revertStack(request) : deployStack(request)),
  destroy: destroyStack,
  atWork: (request) => stackAtWork(request),
};
