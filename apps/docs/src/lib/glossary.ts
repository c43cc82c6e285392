/** The words of the lesson: what the glossary page lists and what a `<Term>` shows. */
export const glossary: Readonly<Record<string, string>> = {
  accuracy: 'The share of predictions that are right. Misleading when one class is much more frequent than the others.',
  'activation function':
    'The function at the end of a neuron that turns the weighted sum into its output. Without one that bends, a stack of layers could only draw straight lines.',
  adam: 'An optimizer that gives each weight a step size of its own, from the recent history of its gradients. The usual first choice.',
  backbone: 'A trained network without its classifier, on which a new head is put. Also called base.',
  backend: 'What does the arithmetic: the GPU by WebGPU or WebGL, WebAssembly, or plain JavaScript.',
  baseline:
    'A simple rule or model that every other has to beat, such as “the most frequent class” or “as today”. Without one, no score means much.',
  batch: 'The samples between two updates of the weights; 32 unless you say otherwise.',
  'batch normalisation':
    'A layer that standardises its inputs over each batch, then scales and shifts them by numbers that it learns. When the network predicts, it uses averages kept from training.',
  bias: 'A number that a neuron adds to its weighted sum; it is trained like a weight. (The other bias, a model that is unfair to a group, is a different word.)',
  'categorical cross-entropy':
    'The loss for one class out of several: minus the logarithm of the probability that the network gave to the right class.',
  channel:
    'One of the numbers of a pixel, or one of the maps between two convolutional layers. A colour picture has three: red, green and blue.',
  'confusion matrix':
    'A table with a row for each true class and a column for each predicted one. The diagonal holds what is right.',
  'convolutional layer':
    'A layer of small kernels that slide over a picture. Each gives a map of where it found what it looks for.',
  'cosine similarity':
    'How far two vectors point in the same direction: 1 for the same, 0 for right angles, −1 for opposite.',
  'data augmentation':
    'To make new training samples from those there are, by changes that leave the label true, such as mirroring.',
  'deep learning': 'Machine learning with neural networks of many layers.',
  'dense layer':
    'A layer in which every neuron is connected to every output of the layer before. Also called fully connected.',
  dropout:
    'A layer that silences a random share of its inputs in each step of training, and none when the network predicts.',
  'early stopping': 'To end the training when the validation loss has not improved for some epochs.',
  embedding: 'A short vector that a network gives for an input, so that what belongs together lies close together.',
  epoch: 'One pass of the training over all training samples.',
  feature: 'One property of a sample that the network is given, such as the mass of a penguin: a column of the table.',
  'feature map': 'What one kernel answers to a picture: a number for each place.',
  'fine-tuning': 'To train some layers of a pretrained network a little further, with a small learning rate.',
  gradient:
    'For every weight, how much the loss would change if that weight grew a little. It points uphill; training goes the other way.',
  'gradient descent': 'To make the loss smaller, move every weight a small step against its gradient, and repeat.',
  'grid search': 'To train with every combination of some values of the hyperparameters.',
  head: 'The last layers of a network, which turn features into the answer.',
  'hidden layer': 'A layer between the input and the output.',
  hyperparameter: 'A number or choice that you set and training does not: layers, neurons, epochs, learning rate.',
  kernel: 'The weights of a convolution: a small block of numbers that is laid on each place of a picture.',
  label: 'The right answer for a sample, as a person or an instrument gave it. Also called target.',
  'learning rate': 'How far each step of gradient descent goes.',
  logits: 'The outputs of a classifier before softmax: any numbers, the largest for the most likely class.',
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
  padding: 'What is put around a picture so that kernels fit on its border.',
  parameter: 'A number that training adjusts: a weight or a bias.',
  pooling:
    'A layer that keeps one number of each small square of a feature map, the largest for instance: the map shrinks.',
  precision:
    'Of the samples that the model puts into a class, the share that belongs there. High precision means few false alarms.',
  'random search': 'To train with combinations of hyperparameters that are drawn at random.',
  recall: 'Of the samples that belong to a class, the share that the model finds. High recall means few misses.',
  regression: 'To predict a number, such as the hours of sunshine; a classification predicts a class.',
  regularisation:
    'Whatever makes it harder for a network to learn its training samples by heart: dropout, early stopping, small weights.',
  relu: 'Rectified linear unit: the larger of zero and the input. The usual activation in hidden layers.',
  rmse: 'Root mean squared error: the square root of the mean squared error. It has the unit of what is predicted.',
  seed: 'The number from which a random generator starts. Same seed, same numbers.',
  'siamese network': 'A network with two inputs that both go through the same base; it says how alike they are.',
  sigmoid: 'An S-shaped activation from 0 to 1.',
  softmax: 'An activation for a whole layer: positive numbers that sum to 1, to be read as probabilities.',
  standardisation:
    'To subtract the mean of a feature and divide by its standard deviation, so that all features have the same scale.',
  stratification: 'To split so that every part has the same shares of the classes.',
  tensor: 'An array of numbers with any number of axes: a vector, a table, an image, a batch of images.',
  'test set': 'Samples kept back to the end, to measure how good the finished model is.',
  'training set': 'The samples from which the weights are learned.',
  'transfer learning': 'To start from a network that was trained on another, larger task.',
  tuning: 'To search for good hyperparameters, by hand or by a program.',
  'validation set':
    'Samples kept back from training to compare models and settings with; the test set stays untouched meanwhile.',
  weight: 'The number by which a neuron multiplies one of its inputs.',
}

/** The anchor of a word on the glossary page. */
export const termAnchor = (term: string): string => term.replaceAll(' ', '-')
