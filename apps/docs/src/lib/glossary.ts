/** The words of the lesson: what the glossary page lists and what a `<Term>` shows. */
export const glossary: Readonly<Record<string, string>> = {
  accuracy: 'The share of predictions that are right. Misleading when one class is much more frequent than the others.',
  'activation function':
    'The function at the end of a neuron that turns the weighted sum into its output. Without one that bends, a stack of layers could only draw straight lines.',
  adam: 'An optimizer that gives each weight a step size of its own, from the recent history of its gradients. The usual first choice.',
  backend: 'What does the arithmetic: the GPU by WebGPU or WebGL, WebAssembly, or plain JavaScript.',
  batch: 'The samples between two updates of the weights; 32 unless you say otherwise.',
  bias: 'A number that a neuron adds to its weighted sum; it is trained like a weight. (The other bias, a model that is unfair to a group, is a different word.)',
  'categorical cross-entropy':
    'The loss for one class out of several: minus the logarithm of the probability that the network gave to the right class.',
  'confusion matrix':
    'A table with a row for each true class and a column for each predicted one. The diagonal holds what is right.',
  'deep learning': 'Machine learning with neural networks of many layers.',
  'dense layer':
    'A layer in which every neuron is connected to every output of the layer before. Also called fully connected.',
  epoch: 'One pass of the training over all training samples.',
  feature: 'One property of a sample that the network is given, such as the mass of a penguin: a column of the table.',
  gradient:
    'For every weight, how much the loss would change if that weight grew a little. It points uphill; training goes the other way.',
  'gradient descent': 'To make the loss smaller, move every weight a small step against its gradient, and repeat.',
  'hidden layer': 'A layer between the input and the output.',
  hyperparameter: 'A number or choice that you set and training does not: layers, neurons, epochs, learning rate.',
  label: 'The right answer for a sample, as a person or an instrument gave it. Also called target.',
  'learning rate': 'How far each step of gradient descent goes.',
  loss: 'One number for how wrong the predictions are. Training makes it smaller.',
  'machine learning': 'Programs that get their rules from examples instead of from a programmer.',
  'mean squared error':
    'The loss for predicting numbers: the mean of the squared differences between prediction and truth.',
  model: 'An architecture together with its weights: a function that makes predictions.',
  'neural network': 'Neurons connected in layers: the outputs of one layer are the inputs of the next.',
  neuron: 'The unit of a network: weighted sum of its inputs, plus a bias, through an activation function.',
  'one-hot encoding': 'A category as a row of zeros with a single one, at the place of the category.',
  optimizer: 'The rule that turns gradients into changes of the weights.',
  overfitting: 'To learn the training samples by heart, noise included, and so do worse on new ones.',
  parameter: 'A number that training adjusts: a weight or a bias.',
  relu: 'Rectified linear unit: the larger of zero and the input. The usual activation in hidden layers.',
  seed: 'The number from which a random generator starts. Same seed, same numbers.',
  sigmoid: 'An S-shaped activation from 0 to 1.',
  softmax: 'An activation for a whole layer: positive numbers that sum to 1, to be read as probabilities.',
  standardisation:
    'To subtract the mean of a feature and divide by its standard deviation, so that all features have the same scale.',
  stratification: 'To split so that every part has the same shares of the classes.',
  tensor: 'An array of numbers with any number of axes: a vector, a table, an image, a batch of images.',
  'test set': 'Samples kept back to the end, to measure how good the finished model is.',
  'training set': 'The samples from which the weights are learned.',
  'transfer learning': 'To start from a network that was trained on another, larger task.',
  'validation set':
    'Samples kept back from training to compare models and settings with; the test set stays untouched meanwhile.',
  weight: 'The number by which a neuron multiplies one of its inputs.',
}

/** The anchor of a word on the glossary page. */
export const termAnchor = (term: string): string => term.replaceAll(' ', '-')
