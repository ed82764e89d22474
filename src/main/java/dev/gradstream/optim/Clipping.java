package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import java.util.List;

/**
 * Gradients cut before the update (Pascanu, Mikolov and Bengio 2013): first each element to
 * [-clipValue, clipValue], then all of them by one factor, so that their Euclidean norm over all
 * trained tensors is at most clipNorm: g = g clipNorm / |g| where |g| is larger. Infinite limits do
 * nothing.
 */
final class Clipping extends Around {
  private final double clipValue;
  private final double clipNorm;

  Clipping(
      double clipValue,
      double clipNorm,
      Parameters parameters,
      List<Tensor> tensors,
      Optimizer then) {
    super(parameters, tensors, then);
    this.clipValue = clipValue;
    this.clipNorm = clipNorm;
  }

  @Override
  public void update(long step, double rate, float[] g, float[] w) {
    if (clipValue < Float.MAX_VALUE) {
      float most = (float) clipValue;
      for (int s = 0; s < stretches.count(); s++) {
        for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
          g[i] = Math.max(-most, Math.min(most, g[i]));
        }
      }
    }
    double sum = 0;
    for (int i = 0; i < tensors.size(); i++) {
      sum += parameters.squaredNorm(g, tensors.get(i));
    }
    double norm = Math.sqrt(sum);
    if (norm > clipNorm) {
      float factor = (float) (clipNorm / norm);
      for (int s = 0; s < stretches.count(); s++) {
        for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
          g[i] *= factor;
        }
      }
    }
    then.update(step, rate, g, w);
  }

  @Override
  public void update(long step, double rate, double[] g, double[] w) {
    double sum = 0;
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        g[i] = Math.max(-clipValue, Math.min(clipValue, g[i]));
        sum += g[i] * g[i];
      }
    }
    double norm = Math.sqrt(sum);
    if (norm > clipNorm) {
      for (int s = 0; s < stretches.count(); s++) {
        for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
          g[i] *= clipNorm / norm;
        }
      }
    }
    then.update(step, rate, g, w);
  }
}
