export { configurationFile } from './configuration-file';
export { type DetachedFront, startDetachedFront } from './detached-front';
export { FrontedProvider } from './fronted-provider';
export { lockedHash, lockedProvider, type LockedProvider } from './locked-provider';
export { keeper } from './provider-process';
export { providerSource } from './provider-source';
export { reattachAt } from './reattach-at';
export { usedTypes } from './used-types';
