import { type Engine } from '../engine';
import { applyConfiguration } from './apply-configuration';
import { refreshedDrift } from './refreshed-drift';
import { plannedChanges } from './planned-changes';
import { validateConfiguration } from './validate-configuration';

/** Runs `terraform`, or `tofu`, on the JSON that CDKTF synthesized. */
export const terraformEngine: Engine = {
  validate: validateConfiguration,
  diff: plannedChanges,
  drift: refreshedDrift,
  deploy: (request) => applyConfiguration(request, 'apply'),
  destroy: (request) => applyConfiguration(request, 'destroy'),
};
