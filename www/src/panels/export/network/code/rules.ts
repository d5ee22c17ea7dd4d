// Update rules that libraries do not have as they are here, in the language of written rules.

const adam = 'param beta1, beta2, eps\nstate m, v\nm = beta1*m + (1 - beta1)*g\n';

const rules: Readonly<Record<string, string>> = {
  momentum: 'param momentum\nstate v\nv = momentum*v - lr*g\nw = w + v',
  momentum_ema: 'param beta\nstate v\nv = beta*v + (1 - beta)*g\nw = w - lr*v',
  nesterov: 'param momentum\nstate v\nv = momentum*v - lr*grad(w + momentum*v)\nw = w + v',
  adam: `${adam}v = beta2*v + (1 - beta2)*g^2\nw = w - lr*m/(sqrt(v) + eps)`,
  nadam: `${adam}v = beta2*v + (1 - beta2)*g^2
mean = beta1*m/(1 - beta1^(t + 1)) + (1 - beta1)*g/(1 - beta1^t)
w = w - lr*mean/(sqrt(v/(1 - beta2^t)) + eps)`,
  adabelief: `${adam}v = beta2*v + (1 - beta2)*(g - m)^2 + eps
w = w - lr*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)`,
  lion: `param beta1, beta2, weight_decay
state m
u = sign(beta1*m + (1 - beta1)*g)
m = beta2*m + (1 - beta2)*g
w = w - lr*(u + weight_decay*w)`,
  sign: 'w = w - lr*sign(g)',
};

/** Its text; parameters are those of the document. */
export function ruleOf(kind: string, text: string): string {
  // a document's parameters have their values there
  return kind === 'written'
    ? text
    : (rules[kind] ?? '').replace(/^param (.*)$/m, (_, names: string) => `param ${names.replaceAll(',', ' = 0,')} = 0`);
}
