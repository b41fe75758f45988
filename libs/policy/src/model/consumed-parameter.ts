/** Name of the intrinsic function that stands for the value of a consumed SSM parameter. */
export const consumedParameter = 'Bulkhead::Parameter';

/** Name of the property beside it for the region of the parameter, if it is not the region of the stack. */
export const consumedRegion = 'Bulkhead::Region';
