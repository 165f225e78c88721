from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account for editors; visitors have none."""
