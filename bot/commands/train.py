"""`aftercare train`."""

from __future__ import annotations

import click


@click.command()
@click.option("--if-needed", is_flag=True, help="Only when something the model is made of changed.")
def train(if_needed: bool) -> None:
    """Train Rasa's model and the red-flag detectors."""
    from bot import settings as configuration
    from bot import training, training_questions

    settings = configuration.load()
    model = training.current_model(settings)
    if if_needed and model is not None:
        click.echo(f"The model is up to date: {model.name}", err=True)
        return
    more = training_questions.stored(settings)
    try:
        training.train(settings, more=more, say=lambda line: click.echo(f"train: {line}", err=True))
    except training.TrainingFailed as error:
        raise click.ClickException(str(error)) from None
