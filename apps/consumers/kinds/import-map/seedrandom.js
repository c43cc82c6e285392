// tfjs's cpu backend imports a package that is no ES module, for its kernel Multinomial alone.
export const alea = () => Math.random
