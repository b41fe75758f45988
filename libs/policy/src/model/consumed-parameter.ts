/** Name of the intrinsic function that stands for the value of a consumed SSM parameter. */
export const consumedParameter = 'Bulkhead::Parameter';

/** Name beside it for the region that the parameter is read in, where that is not the region of the stack. */
export const consumedRegion = 'Bulkhead::Region';
