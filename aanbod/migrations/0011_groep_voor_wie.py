from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('aanbod', '0010_thema_eigen_icoon'),
    ]

    operations = [
        migrations.AddField(
            model_name='groep',
            name='voor',
            field=models.CharField(blank=True, choices=[('kinderen', 'Kinderen en jongeren'), ('samen', 'Kinderen met hun ouder'), ('ouders', 'Ouders'), ('zwangeren', 'Zwangeren'), ('professionals', 'Professionals')], help_text='leeg: voor wie het aanbod eerst is', max_length=13, verbose_name='voor wie'),
        ),
    ]
