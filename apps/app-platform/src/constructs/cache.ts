import { type cache, type ContractValues } from '@bulkhead/contracts';

/** The cache of the region: the part of the contract that the application needs to connect. */
export type Cache = Pick<
  ContractValues<(typeof cache)['parameters']>,
  | 'replicationGroupArn'
  | 'primaryEndpoint'
  | 'readerEndpoint'
  | 'port'
  | 'securityGroupId'
  | 'userName'
  | 'userArn'
>;
