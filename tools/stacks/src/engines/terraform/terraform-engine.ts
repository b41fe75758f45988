import { type Engine } from '../engine';
import { applyConfiguration } from './apply-configuration';
import { plannedChanges } from './planned-changes';
import { validateConfiguration } from './validate-configuration';

/** Runs `terraform`, or `tofu`, on the JSON that CDKTF synthesized. */
export const terraformEngine: Engine = {
  validate: validateConfiguration,
  diff: plannedChanges,
  deploy: (request) => applyConfiguration(request, 'apply'),
  destroy: (request) => applyConfiguration(request, 'destroy'),
};
