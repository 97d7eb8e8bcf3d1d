from django.urls import path

from marktplein.werk import views

app_name = "werk"

urlpatterns = [
    path("<uuid:bundel>/", views.bedenktijd, name="bedenktijd"),
    path("<uuid:bundel>/terug/", views.ongedaan, name="ongedaan"),
]
