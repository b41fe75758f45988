/** Name of the intrinsic function that stands for the value of a consumed SSM parameter. */
export const consumedParameter = 'Bulkhead::Parameter';
