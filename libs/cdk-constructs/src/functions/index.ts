export { BundledFunction, type BundledFunctionProps } from './bundled-function';
