import { type Engine } from './engine';

/** The engine that deploys a stack, loaded when the first stack needs it. */
export async function engineOf(engine: 'cdk' | 'cdktf'): Promise<Engine> {
  return engine === 'cdk'
    ? (await import('./cdk/cdk-engine.js')).cdkEngine
    : (await import('./terraform/terraform-engine.js')).terraformEngine;
}
