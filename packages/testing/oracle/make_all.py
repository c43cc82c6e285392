"""Runs all generators, or those named: `python make_all.py splits statistics_golden`."""

import subprocess
import sys

from common import HERE

QUICK = ["splits", "more_splits", "csv_corpus", "csv_hostile", "tables_golden", "statistics_golden", "keras_summaries", "keras_layers", "keras_optimizers", "keras_training", "keras_losses", "keras_callbacks", "tuner_reference", "optuna_pruners", "optuna_constraints", "report_scores", "preprocessing", "plots_golden", "keras_several", "keras_activity", "python_formats", "keras_lora", "keras_text"]
SLOW = ["optuna_searches", "penguins_keras", "guide_penguins", "keras_applications", "weather_keras", "images_keras"]

if __name__ == "__main__":
    chosen = sys.argv[1:] or QUICK + SLOW
    if chosen == ["--quick"]:
        chosen = QUICK
    failed = [name for name in chosen if subprocess.run([sys.executable, str(HERE / f"{name}.py")]).returncode]
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
